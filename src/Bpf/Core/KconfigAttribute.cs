namespace Bpf;

/// <summary>
/// Makes a static field an extern that the loader initializes from the running kernel's configuration: <c>CONFIG_…</c>, or one of
/// <c>LINUX_KERNEL_VERSION</c>, <c>LINUX_HAS_BPF_COOKIE</c>, <c>LINUX_HAS_SYSCALL_WRAPPER</c>. The field can be a bool, an integer, or a
/// <see cref="Tristate"/>.
/// </summary>
/// <param name="name">Name of the option.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class KconfigAttribute(string name) : Attribute
{
    /// <summary>Name of the option.</summary>
    public string Name { get; } = name;

    /// <summary>Whether a missing option yields 0 instead of an error (a weak extern).</summary>
    public bool Optional { get; set; }
}
