namespace Bpf;

/// <summary>
/// Runs the method when a user-space function returns. At most one parameter may follow the <see cref="UretprobeContext"/>:
/// the function's return value, an integer, enum or pointer. Upgraded to a multi-uprobe like <see cref="UprobeAttribute"/>.
/// Several of these attributes on one method declare several probes of one program; <see cref="UprobeAttributeBase"/> explains how they combine.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class UretprobeAttribute : UprobeAttributeBase
{
    /// <summary>Creates a return probe with a target that the host sets before attaching.</summary>
    public UretprobeAttribute()
    {
    }

    /// <summary>Creates a return probe on <paramref name="target"/>.</summary>
    /// <param name="target"><c>binary:function</c> as for <see cref="UprobeAttribute(string)"/>, without an offset.</param>
    public UretprobeAttribute(string target) : base(target)
    {
    }
}
