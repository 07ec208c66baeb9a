namespace Bpf;

/// <summary>
/// A program that user space runs on demand (<c>BPF_PROG_TYPE_SYSCALL</c>, kernel 5.14) through <c>BpfProgram.TestRun</c>. The method may take one parameter
/// <c>ref T</c>, a struct that user space passes in and gets back.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SyscallProgramAttribute : Attribute
{

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
