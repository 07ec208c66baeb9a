using System.Runtime.InteropServices;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>User and kernel memory.</summary>
public sealed class MemoryTests
{
    [Fact]
    [Row(114, 122)]
    public void UserMemoryIsCopied()
    {
        nint memory = Marshal.AllocHGlobal(64);
        try
        {
            Marshal.WriteInt32(memory, 7);
            Marshal.WriteInt64(memory, 8, 35);
            "grüß\0"u8.CopyTo(MemoryMarshal.CreateSpan(ref Byte(memory + 16), 16));
            KernelRun.Syscall("""
                public struct Call { public long Address; public long Result; public long Length; }
                public struct Pair { public int X; public long Y; }
                [SyscallProgram]
                public static int Run(ref Call call)
                {
                    byte* address = (byte*)call.Address;
                    if (BpfHelpers.TryReadUser(address, out Pair pair))
                        call.Result = pair.X * 1000 + pair.Y;
                    Span<byte> text = stackalloc byte[16];
                    call.Length = BpfHelpers.ReadUserText(address + 16, text);
                    call.Result += text[0] * 10000;
                    if (BpfHelpers.TryReadUser((void*)16, out long nothing) || nothing != 0)
                        call.Result = -1;
                    return 0;
                }
                """, [memory, 0, 0], after => Assert.Equal([memory, 7035 + 'g' * 10000, 7], after));
        }
        finally
        {
            Marshal.FreeHGlobal(memory);
        }
    }

    [Fact]
    [Row(114)]
    public void TheCurrentTaskTellsItsNameAndNumber() => KernelRun.Syscall("""
        public struct Call { public long First; public long ProcessId; }
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            Span<byte> name = stackalloc byte[16];
            BpfHelpers.GetCurrentCommand(name);
            call.First = name[0];
            call.ProcessId = BpfHelpers.CurrentProcessId;
            return 0;
        }
        """, [0, 0], after => Assert.Equal([File.ReadAllText("/proc/thread-self/comm")[0], Environment.ProcessId], after));

    [Fact]
    [Row(115)]
    public void KernelFunctionsAreCalled() => KernelRun.Syscall("""
        public struct Call { public long Found; public long ProcessId; }
        [KernelStruct("task_struct")] public struct Task { public int Tgid; }
        [BpfKfunc("bpf_task_from_pid")] static Task* TaskFromPid(int pid) => throw new BpfOnlyException();
        [BpfKfunc("bpf_task_release")] static void Release(Task* task) => throw new BpfOnlyException();
        [BpfKfunc("bpf_rcu_read_lock")] static void Lock() => throw new BpfOnlyException();
        [BpfKfunc("bpf_rcu_read_unlock")] static void Unlock() => throw new BpfOnlyException();
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            Lock();
            Unlock();
            Task* task = TaskFromPid((int)call.ProcessId);
            if (task != null)
            {
                call.Found = Core.Read(in task->Tgid) + 1;
                Release(task);
            }
            return 0;
        }
        """, [0, Environment.ProcessId], after => Assert.Equal(Environment.ProcessId + 1, after[0]));

    private static unsafe ref byte Byte(nint address) => ref *(byte*)address;
}
