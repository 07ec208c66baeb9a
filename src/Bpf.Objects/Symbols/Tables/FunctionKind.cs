namespace Bpf.Objects.Symbols.Tables;

/// <summary>What a table says about a function.</summary>
[Flags]
internal enum FunctionKind : byte
{
    /// <summary>An ordinary function that other files may call.</summary>
    None = 0,

    /// <summary>Only known in its file.</summary>
    Local = 1,

    /// <summary>Gives way to another function of the same name.</summary>
    Weak = 2,

    /// <summary>The selector of an indirect function (STT_GNU_IFUNC).</summary>
    Indirect = 4,

    /// <summary>A place in code that need not be a function, such as a label in assembly.</summary>
    Label = 8,

    /// <summary>The table does not state its length.</summary>
    Unsized = 16,
}
