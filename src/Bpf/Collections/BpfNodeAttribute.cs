namespace Bpf;

/// <summary>
/// Names the field of the objects that a <see cref="BpfList{T}"/> or <see cref="BpfTree{T}"/> links them by, where their type has several:
/// <c>[BpfNode(nameof(Job.ByDeadline))]</c>.
/// </summary>
/// <param name="field">Name of a field of type <see cref="BpfListNode"/> or <see cref="BpfTreeNode"/>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class BpfNodeAttribute(string field) : Attribute
{
    /// <summary>Name of the field.</summary>
    public string Field { get; } = field;
}
