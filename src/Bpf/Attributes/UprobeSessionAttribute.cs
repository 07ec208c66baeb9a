namespace Bpf;

/// <summary>
/// Runs the method when a user-space function is entered and again when it returns, with a word of memory shared by the two runs
/// (<c>BPF_TRACE_UPROBE_SESSION</c>, kernel 6.13). The method returns a <see cref="UprobeSessionAction"/>, an <see cref="int"/> with its values, or nothing.
/// Returning 1 at entry skips the run at return.
/// Several of these attributes on one method are several probes of one program; <see cref="UprobeAttributeBase"/> says how they fit together.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class UprobeSessionAttribute : UprobeAttributeBase
{
    /// <summary>A session whose target is set by the host before it attaches.</summary>
    public UprobeSessionAttribute()
    {
    }

    /// <summary>A session on <paramref name="target"/>.</summary>
    /// <param name="target"><c>binary:function</c> as for <see cref="UprobeAttribute(string)"/>, without an offset.</param>
    public UprobeSessionAttribute(string target) : base(target)
    {
    }
}
