namespace Bpf;

/// <summary>
/// Runs the method at a Linux Security Module hook (<c>BPF_LSM_MAC</c>, kernel 5.7; <c>/sys/kernel/security/lsm</c> must list <c>bpf</c>). The parameters after
/// the context are those of the hook. The method returns 0 to allow the operation, or a negative errno such as -1 (<c>EPERM</c>) to refuse it; a method that
/// returns nothing allows it.
/// Several of these attributes on one method are several targets of one program.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class LsmAttribute : Attribute
{
    /// <summary>Creates a program whose target the host sets with <c>BpfProgram.KernelTargetName</c> before loading.</summary>
    public LsmAttribute()
    {
    }

    /// <summary>Creates a program for <paramref name="target"/>.</summary>
    /// <param name="target">Name of the hook without <c>bpf_lsm_</c>, for example <c>file_open</c>.</param>
    public LsmAttribute(string target) => Target = target;

    /// <summary>The target as written; null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>Whether the program may sleep, for example to read user memory that is not resident (kernel 5.11; only at hooks that may sleep).</summary>
    public bool Sleepable { get; set; }

    /// <summary>Value that the program reads as its cookie (<c>bpf_get_attach_cookie</c>, kernel 5.19), for example to tell targets apart; 0: none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
