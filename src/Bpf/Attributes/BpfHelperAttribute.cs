namespace Bpf;

/// <summary>
/// Binds a method to a kernel helper (<c>enum bpf_func_id</c>, include/uapi/linux/bpf.h). A call in BPF code becomes a call of that helper with the
/// same arguments; the body exists only for user space and throws <see cref="BpfOnlyException"/>.
/// </summary>
/// <param name="id">Helper number, 1 or more.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BpfHelperAttribute(int id) : Attribute
{
    /// <summary>Helper number in <c>enum bpf_func_id</c>.</summary>
    public int Id { get; } = id;
}
