namespace Bpf;

/// <summary>
/// A program that user space runs on demand (<c>BPF_PROG_TYPE_SYSCALL</c>, kernel 5.14) through <c>BpfProgram.TestRun</c>. The method may take one parameter
/// <c>ref T</c>, a struct that user space passes in and gets back.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SyscallProgramAttribute : Attribute
{

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
