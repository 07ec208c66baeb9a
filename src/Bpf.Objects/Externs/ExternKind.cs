namespace Bpf.Objects;

/// <summary>Where the definition of an extern comes from.</summary>
public enum ExternKind
{
    /// <summary>An option of the kernel's configuration, or a value that the loader computes (section <c>.kconfig</c>).</summary>
    Configuration,

    /// <summary>An address from the kernel's symbol table (section <c>.ksyms</c>, type void).</summary>
    Address,

    /// <summary>A variable of the kernel with a type (section <c>.ksyms</c>).</summary>
    Variable,

    /// <summary>A function of the kernel (kfunc, section <c>.ksyms</c>).</summary>
    Function,
}
