namespace Bpf;

/// <summary>
/// Runs the method for each of the kernel's objects of a kind when the host reads (<c>BPF_TRACE_ITER</c>, kernel 5.8), and once more at the end with null
/// pointers. The parameters after the context are the members of <c>struct bpf_iter__KIND</c> after <c>meta</c>. What the method writes to
/// <see cref="IteratorContext.Output"/> is what the host reads. The method returns nothing or 0; 1 repeats the same object.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IteratorAttribute : Attribute
{
    /// <summary>A program whose target the host sets before loading, by <c>BpfProgram.KernelTargetName</c>.</summary>
    public IteratorAttribute()
    {
    }

    /// <summary>A program on <paramref name="target"/>.</summary>
    /// <param name="target">
    /// The kind of objects, such as <c>task</c>, <c>task_file</c>, <c>task_vma</c>, <c>bpf_map</c>, <c>bpf_prog</c>, <c>bpf_link</c>, <c>tcp</c>, <c>udp</c>,
    /// <c>unix</c>, <c>cgroup</c> or <c>ksym</c>.
    /// </param>
    public IteratorAttribute(string target) => Target = target;

    /// <summary>The target as written, or null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>
    /// True for a program that may sleep, for example to read user memory that is not resident (kernel 6.1; <c>task</c> and <c>task_vma</c> among others).
    /// </summary>
    public bool Sleepable { get; set; }

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
