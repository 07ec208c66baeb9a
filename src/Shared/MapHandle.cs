namespace Bpf.Shared;

/// <summary>Which class of Bpf.Runtime user space uses for a map that is declared with a class of Bpf.</summary>
internal sealed class MapHandle
{
    public MapHandle(string declaration, string handle)
    {
        Declaration = declaration;
        Handle = handle;
    }

    /// <summary>Full name of the declaration class, without type parameters.</summary>
    public string Declaration { get; }

    /// <summary>Full name of the handle class; it has the type parameters of the declaration.</summary>
    public string Handle { get; }
}
