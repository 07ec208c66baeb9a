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
    public void UserMemoryIsCopiedWithoutPointers()
    {
        nint memory = Marshal.AllocHGlobal(64);
        try
        {
            Marshal.WriteInt64(memory, 35);
            "grüß\0"u8.CopyTo(MemoryMarshal.CreateSpan(ref Byte(memory + 16), 16));
            KernelRun.Syscall("""
                public struct Call { public ulong Address; public long Value; public long Text; public long Bytes; public long Length; }
                [System.Runtime.CompilerServices.InlineArray(16)] public struct Buffer { private byte _first; }
                [SyscallProgram]
                public static int Run(ref Call call)
                {
                    if (BpfHelpers.TryReadUser(call.Address, out long value))
                        call.Value = value;
                    Buffer buffer = default;
                    call.Text = BpfHelpers.ReadUserText(call.Address + 16, buffer);
                    Span<byte> bytes = buffer;
                    bytes.Clear();
                    uint length = (uint)call.Length;
                    if (length is 0 or > 16)
                        return 1;
                    if (!BpfHelpers.TryReadUser(call.Address + 16, bytes.Slice(0, (int)length)))
                        return 2;
                    call.Bytes = bytes[0] + bytes[1] * 256 + bytes[2] * 65536;
                    if (BpfHelpers.TryReadUser(16, bytes))
                        return 3;
                    return bytes[0];
                }
                """, [memory, 0, 0, 0, 2], after => Assert.Equal([memory, 35, 7, 'g' + ('r' * 256), 2], after));
        }
        finally
        {
            Marshal.FreeHGlobal(memory);
        }
    }

    [Theory]
    [InlineData("uint n = (uint)call.Length; if (n == 0 || n > 16) return 1;")]
    [InlineData("uint n = (uint)call.Length; if (n > 16) return 1;")]
    [InlineData("uint n = (uint)call.Length; if (n > 16) n = 16;")]
    [InlineData("int n = (int)call.Length; if (n <= 0 || n > 16) return 1;")]
    [InlineData("int n = (int)call.Length; if (n <= 0) return 1; n = Math.Min(n, 16);")]
    [InlineData("int n = (int)call.Length; if (n is not (>= 2 and <= 9)) return 1;")]
    [InlineData("long n = call.Length; if (n is < 1 or > 16) return 1;")]
    [InlineData("ulong n = (ulong)call.Length; if (n > 16) return 1;")]
    [InlineData("uint n = (uint)call.Length & 15;")]
    public void SizesCanBeCheckedInAnyForm(string check)
    {
        nint memory = Marshal.AllocHGlobal(64);
        try
        {
            "abcdefghijklmnop"u8.CopyTo(MemoryMarshal.CreateSpan(ref Byte(memory), 16));
            KernelRun.Syscall($$"""
                public struct Call { public ulong Address; public long Length; public long Copied; }
                public struct Record { public ulong First, Second; }
                [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Record> Ring = new();
                [SyscallProgram]
                public static int Run(ref Call call)
                {
                    {{check}}
                    Span<byte> stack = stackalloc byte[16];
                    stack.Clear();
                    if (!BpfHelpers.TryReadUser(call.Address, stack.Slice(0, (int)n)))
                        return 2;
                    if (!Ring.TryReserve(out BpfRef<Record> record))
                        return 3;
                    Span<byte> reserved = System.Runtime.InteropServices.MemoryMarshal.AsBytes(new Span<Record>(ref record.Value));
                    BpfHelpers.TryReadUser(call.Address, reserved.Slice(0, (int)n));
                    call.Copied = stack[2] + (stack[3] << 8) + (reserved[2] << 16);
                    Ring.Discard(record);
                    return 0;
                }
                """, [memory, 3, 0], after => Assert.Equal([memory, 3, 'c' + ('c' << 16)], after));
        }
        finally
        {
            Marshal.FreeHGlobal(memory);
        }
    }

    [Fact]
    [Row(114)]
    public void CurrentTaskHasItsNameAndId() => KernelRun.Syscall("""
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
