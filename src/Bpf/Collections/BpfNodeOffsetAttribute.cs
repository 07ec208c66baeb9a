namespace Bpf;

/// <summary>
/// Marks a method of a collection: the compiler calls the overload with one more parameter instead, the offset of the node in the objects, which depends on
/// the field that holds the collection.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BpfNodeOffsetAttribute : Attribute;
