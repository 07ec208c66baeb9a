namespace Bpf;

/// <summary>
/// Runs the method both when a kernel function is entered and when it returns, with a word of memory shared by the two runs (<c>BPF_TRACE_FSESSION</c>,
/// kernel 7.0). Parameters after the context are the function's arguments with the types of its C prototype, in both runs, as for
/// <see cref="FentryAttribute"/>. The method returns nothing or 0.
/// Several of these attributes on one method are several targets of one program.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class FsessionAttribute : Attribute
{
    /// <summary>A program whose target the host sets before loading, by <c>BpfProgram.KernelTargetName</c>.</summary>
    public FsessionAttribute()
    {
    }

    /// <summary>A program on <paramref name="target"/>.</summary>
    /// <param name="target">
    /// A kernel function, such as <c>vfs_read</c>, or <c>module:function</c>, or a glob over functions that are not in modules, such as <c>vfs_*</c>
    /// (one link in kernel 7.3, before that a program for each function). The method then has no parameters after the context.
    /// </param>
    public FsessionAttribute(string target) => Target = target;

    /// <summary>The target as written, or null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>True for a program that may sleep, for example to read user memory that is not resident (only in functions that may sleep).</summary>
    public bool Sleepable { get; set; }

    /// <summary>Value that the program reads as its cookie (<c>bpf_get_attach_cookie</c>, kernel 7.0), for example to tell targets apart; 0: none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
