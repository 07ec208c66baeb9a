namespace Bpf;

/// <summary>
/// Runs the method for each kernel object of one kind when the host reads the iterator (<c>BPF_TRACE_ITER</c>, kernel 5.8), and once more at the end with null
/// pointers. The parameters after the context are the members of <c>struct bpf_iter__KIND</c> after <c>meta</c>. The host reads what the method writes to
/// <see cref="IteratorContext.Output"/>. The method returns nothing or 0; if it returns 1, it is called again for the same object.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IteratorAttribute : Attribute
{
    /// <summary>Creates a program whose target the host sets with <c>BpfProgram.KernelTargetName</c> before loading.</summary>
    public IteratorAttribute()
    {
    }

    /// <summary>Creates a program for <paramref name="target"/>.</summary>
    /// <param name="target">
    /// The kind of object, such as <c>task</c>, <c>task_file</c>, <c>task_vma</c>, <c>bpf_map</c>, <c>bpf_prog</c>, <c>bpf_link</c>, <c>tcp</c>, <c>udp</c>,
    /// <c>unix</c>, <c>cgroup</c> or <c>ksym</c>.
    /// </param>
    public IteratorAttribute(string target) => Target = target;

    /// <summary>The target as written; null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>
    /// Whether the program may sleep, for example to read user memory that is not resident (kernel 6.1; for <c>task</c>, <c>task_vma</c> and others).
    /// </summary>
    public bool Sleepable { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
