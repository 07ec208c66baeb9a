namespace Bpf.Analyzers.Tests;

/// <summary>BPF0426: helpers that may sleep.</summary>
public class SleepTests
{
    [Theory]
    [InlineData("int value; {|BPF0426:BpfHelpers.CopyFromUser(&value, 4, (void*)size)|};")]
    public Task HelpersThatSleep(string statements) => Verify.Program(statements);

    [Theory]
    [InlineData("[SyscallProgram] static int Run(ref ulong address) { int value = 0; BpfHelpers.CopyFromUser(&value, 4, (void*)address); return value; }")]
    [InlineData("[SyscallProgram] static int Run(ref ulong address) { int value = 0; using (KernelScope.NoPreemption()) {|BPF0426:BpfHelpers.CopyFromUser(&value, 4, (void*)address)|}; return value; }")]
    [InlineData("[Uprobe(\"libc:read\", Sleepable = true)] static int Run(UprobeContext c, void* p) { int value = 0; BpfHelpers.CopyFromUser(&value, 4, p); return value; }")]
    public Task ProgramsThatSleep(string members) => Verify.Program("", members);
}
