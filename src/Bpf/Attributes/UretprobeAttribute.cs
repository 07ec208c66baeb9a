namespace Bpf;

/// <summary>
/// Runs the method when a user-space function returns. At most one parameter may follow the <see cref="UretprobeContext"/>:
/// the function's return value, an integer, enum or pointer. Upgraded to a multi-uprobe like <see cref="UprobeAttribute"/>.
/// Several of these attributes on one method are several probes of one program; <see cref="UprobeAttributeBase"/> says how they fit together.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class UretprobeAttribute : UprobeAttributeBase
{
    /// <summary>A return probe whose target is set by the host before it attaches.</summary>
    public UretprobeAttribute()
    {
    }

    /// <summary>A return probe on <paramref name="target"/>.</summary>
    /// <param name="target"><c>binary:function</c> as for <see cref="UprobeAttribute(string)"/>, without an offset.</param>
    public UretprobeAttribute(string target) : base(target)
    {
    }
}
