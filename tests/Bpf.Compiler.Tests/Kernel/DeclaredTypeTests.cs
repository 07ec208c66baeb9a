using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Fields whose declared type differs from the kernel's are refused at load, unless the read is unreachable.</summary>
public sealed class DeclaredTypeTests
{
    [Theory]
    [InlineData("public long Tgid;", "Core.Read(in task->Tgid)", "struct task_struct.tgid is declared as 'long long' of 8 bytes, but the kernel has 'pid_t' (int) of 4 bytes")]
    [InlineData("public short Tgid;", "Core.Read(in task->Tgid)", "struct task_struct.tgid is declared as 'short' of 2 bytes, but the kernel has 'pid_t' (int) of 4 bytes")]
    [InlineData("public uint Tgid;", "Core.Read(in task->Tgid)", "struct task_struct.tgid is declared as 'unsigned int' of 4 bytes, but the kernel has 'pid_t' (int), which is signed")]
    [InlineData("public uint InExecve;", "Core.Read(in task->InExecve)", "struct task_struct.in_execve is declared as 'unsigned int' of 4 bytes, but the kernel has a 1-bit field of 'unsigned int'")]
    [InlineData("public Task* RealParent; public long Tgid;", "Core.Read(in task->RealParent->Tgid)", "struct task_struct.tgid is declared as 'long long'")]
    [InlineData("public long Tgid;", "Core.FieldSize(in task->Tgid) > 2 ? Core.Read(in task->Tgid) : 0", "struct task_struct.tgid is declared as 'long long'")]
    [InlineData("public nuint RealParent;", "(long)Core.Read(in task->RealParent)", "struct task_struct.real_parent (byte offset) as 'unsigned long': its field of that name is 'struct task_struct *'")]
    public void DifferentTypeIsRefused(string fields, string read, string explanation)
    {
        KernelRequirement.NeedRoot();
        using BpfObject bpf = BpfObject.Open(KernelRun.Object(Members(fields, read)).Bytes, "Sample");
        VerifierException exception = Assert.Throws<VerifierException>(bpf.Load);
        Assert.Contains(explanation, exception.Message, StringComparison.Ordinal);
        Assert.Contains("Program.cs", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Run", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public int Tgid;", "Core.Read(in task->Tgid)")]
    [InlineData("[KernelField(\"exit_state\")] public int ExitState; public ulong Stack;", "Core.Read(in task->ExitState)")]
    [InlineData("public byte OnCpu; public long Tgid;", "Core.FieldSize(in task->Tgid) + Core.FieldOffset(in task->Tgid)")]
    [InlineData("[KernelField(\"in_execve\", Bits = 1)] public uint InExecve;", "(long)Core.ReadBits(in task->InExecve)")]
    [InlineData("public uint InExecve;", "(long)Core.ReadBits(in task->InExecve)")]
    [InlineData("public long Tgid;", "Core.FieldSize(in task->Tgid) == 8 ? Core.Read(in task->Tgid) : 7")]
    [InlineData("public long NoSuchField;", "Core.FieldExists(in task->NoSuchField) ? Core.Read(in task->NoSuchField) : 7")]
    [InlineData("public Task* RealParent; public int Tgid;", "Core.Read(in task->RealParent->Tgid)")]
    public void MatchingAndGuardedReadsLoad(string fields, string read)
        => KernelRun.Syscall(Members(fields, read), [0, 0], _ => { });

    private static string Members(string fields, string read) => $$"""
        [KernelStruct("task_struct")]
        public struct Task { {{fields}} }
        public struct Call { public long A, B; }
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            Task* task = (Task*)BpfHelpers.GetCurrentTask();
            call.A = {{read}};
            return 0;
        }
        """;
}
