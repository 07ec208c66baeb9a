namespace Bpf;

/// <summary>Value of a kernel configuration option that may be a module (<c>enum libbpf_tristate</c>).</summary>
public enum Tristate
{
    /// <summary>Not built.</summary>
    No = 0,

    /// <summary>Built in.</summary>
    Yes = 1,

    /// <summary>Built as a module.</summary>
    Module = 2,
}
