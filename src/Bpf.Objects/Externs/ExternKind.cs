namespace Bpf.Objects;

/// <summary>The source of an extern's definition.</summary>
public enum ExternKind
{
    /// <summary>A kernel configuration option, or a value computed by the loader (section <c>.kconfig</c>).</summary>
    Configuration,

    /// <summary>An address from the kernel's symbol table (section <c>.ksyms</c>, type void).</summary>
    Address,

    /// <summary>A typed kernel variable (section <c>.ksyms</c>).</summary>
    Variable,

    /// <summary>A kernel function (kfunc, section <c>.ksyms</c>).</summary>
    Function,
}
