namespace Bpf;

/// <summary>
/// Runs the method when a user-space function is entered. At load time the probe becomes a multi-uprobe
/// (<c>BPF_TRACE_UPROBE_MULTI</c>, kernel 6.6) where the kernel supports it, otherwise a perf_event uprobe.
/// Parameters after the <see cref="UprobeContext"/> are the arguments of the probed function, in order; they must be integers, enums or pointers.
/// Several of these attributes on one method declare several probes of one program; <see cref="UprobeAttributeBase"/> explains how they combine.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class UprobeAttribute : UprobeAttributeBase
{
    /// <summary>Creates a probe with a target that the host sets before attaching.</summary>
    public UprobeAttribute()
    {
    }

    /// <summary>Creates a probe on <paramref name="target"/>.</summary>
    /// <param name="target">
    /// <c>binary:function</c>, <c>binary:function+offset</c>, <c>binary:function@VERSION</c>, <c>binary:glob*</c>, or <c>binary:+offset</c> for an offset
    /// in the file; the binary is a path, a library name (<c>libc</c>, <c>libc.so.6</c>) or a program on <c>PATH</c>. C++ and Rust functions may be named
    /// as in their source, with or without parameters, and by globs over such names: <c>libfoo:ns::Class::method*</c>. A name that the file has exactly
    /// so always means that function: <c>server:main.(*T).Method</c>.
    /// </param>
    public UprobeAttribute(string target) : base(target)
    {
    }
}
