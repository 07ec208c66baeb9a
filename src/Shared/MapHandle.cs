namespace Bpf.Shared;

/// <summary>Which class of Bpf.Runtime user space uses for a map that is declared with a class of Bpf.</summary>
internal sealed class MapHandle
{
    public MapHandle(string declaration, string handle, bool holdsMaps = false)
    {
        Declaration = declaration;
        Handle = handle;
        HoldsMaps = holdsMaps;
    }

    /// <summary>Full name of the declaration class, without type parameters.</summary>
    public string Declaration { get; }

    /// <summary>Full name of the handle class, without type parameters.</summary>
    public string Handle { get; }

    /// <summary>
    /// A map of maps: the last two type parameters of the declaration are key and value of the inner maps, for which the handle has one, the
    /// handle of the inner maps.
    /// </summary>
    public bool HoldsMaps { get; }
}
