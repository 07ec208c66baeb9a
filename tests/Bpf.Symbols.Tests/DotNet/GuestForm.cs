namespace Bpf.Symbols.Tests.DotNet;

/// <summary>The forms in which tests/Bpf.Symbols.Guest is published.</summary>
public enum GuestForm
{
    /// <summary>Uses the runtime of the machine.</summary>
    Framework,

    /// <summary>Runtime and assemblies in one file.</summary>
    SingleFile,

    /// <summary>Everything compiled ahead of time into one image.</summary>
    Composite,

    /// <summary>With a runtime of version 9.</summary>
    Version9,

    /// <summary>With a runtime of version 8.</summary>
    Version8,
}
