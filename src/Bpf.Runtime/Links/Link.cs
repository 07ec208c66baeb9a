namespace Bpf.Runtime;

/// <summary>A program attached to something. Disposing it detaches the program.</summary>
public abstract class Link : IDisposable
{
    /// <summary>Detaches the program. A second call does nothing.</summary>
    public abstract void Detach();

    /// <inheritdoc/>
    public void Dispose()
    {
        Detach();
        GC.SuppressFinalize(this);
    }
}
