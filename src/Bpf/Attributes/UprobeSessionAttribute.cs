namespace Bpf;

/// <summary>
/// Runs the method both when a user-space function is entered and when it returns, with a word of memory shared by the two runs
/// (<c>BPF_TRACE_UPROBE_SESSION</c>, kernel 6.13). The method returns a <see cref="SessionAction"/>, an {int} with its values, or nothing.
/// Returning 1 at entry skips the run at return. Several of these attributes on one method declare several probes of one program;
/// <see cref="UprobeAttributeBase"/> explains how they combine.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class UprobeSessionAttribute : UprobeAttributeBase
{
    /// <summary>Creates a session with a target that the host sets before attaching.</summary>
    public UprobeSessionAttribute()
    {
    }

    /// <summary>Creates a session on <paramref name="target"/>.</summary>
    /// <param name="target"><c>binary:function</c> as for <see cref="UprobeAttribute(string)"/>, without an offset.</param>
    public UprobeSessionAttribute(string target) : base(target)
    {
    }
}
