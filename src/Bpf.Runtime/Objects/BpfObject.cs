namespace Bpf.Runtime;

/// <summary>A BPF object file: its programs, maps and globals, and their way into the kernel.</summary>
public sealed class BpfObject : IDisposable
{
    /// <summary>Name of the object.</summary>
    public string Name { get; } = "";

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    internal BpfObjectOptions Options { get; } = new();
}
