using static Bpf.CodeFixes.Tests.Fix;

namespace Bpf.CodeFixes.Tests;

/// <summary>Fixes of parameters that the kernel does not pass.</summary>
public sealed class KernelSignatureFixTests
{
    private const string Declarations = """
        [KernelStruct("file")] public struct OpenedFile { public uint f_flags; }
        [KernelStruct("inode")] public struct inode { public ulong i_ino; }
        """;

    [Fact]
    public Task TypesAreTheKernelsAndNamesStay() => VerifyText<KernelSignatureFix>(
        Class("""
            [Fentry("vfs_read")]
            public static void OnRead(FentryContext context, inode* {|BPF0411:opened|}, byte* text, int count) { }

            [Fentry("vfs_write")]
            public static void OnWrite(
                OpenedFile* opened,
                byte* text,
                long {|BPF0414:count|} /* bytes */)
            {
            }
        """),
        Class("""
            [Fentry("vfs_read")]
            public static void OnRead(FentryContext context, OpenedFile* opened, byte* text, ulong count) { }

            [Fentry("vfs_write")]
            public static void OnWrite(
                OpenedFile* opened,
                byte* text,
                ulong count /* bytes */)
            {
            }
        """));

    [Fact]
    public Task SystemCallsHaveTheKernelsTypes() => Verify<KernelSignatureFix>(
        Class("""
            [SyscallEnter("openat")]
            public static int OnOpen(TracepointContext context, long {|BPF0411:directory|}, nuint path) => 0;

            [SyscallExit("openat")]
            public static int OnOpened(TracepointContext context, int {|BPF0411:result|}) => 0;
        """),
        Class("""
            [SyscallEnter("openat")]
            public static int OnOpen(TracepointContext context, int directory, byte* path) => 0;

            [SyscallExit("openat")]
            public static int OnOpened(TracepointContext context, long result) => 0;
        """));

    [Fact]
    public Task ParametersThatTheKernelDoesNotHaveGo() => VerifyText<KernelSignatureFix>(
        Class("""
            [Lsm("file_open")]
            public static int {|BPF0412:OnOpen|}(LsmContext context, OpenedFile* opened, int flags) => 0;
        """),
        Class("""
            [Lsm("file_open")]
            public static int OnOpen(LsmContext context, OpenedFile* opened) => 0;
        """));

    [Fact]
    public Task AStructWithoutADeclarationIsAPointerToNothing() => Verify<KernelSignatureFix>(
        Class("""
            [BtfTracepoint("sched_switch")]
            public static void OnSwitch(int {|BPF0411:preempt|}, inode* previous) { }
        """),
        Class("""
            [BtfTracepoint("sched_switch")]
            public static void OnSwitch(bool preempt, void* previous) { }
        """));

    [Fact]
    public Task AllParametersAreDeclared() => VerifyText<KernelSignatureFix>(
        Class("""
            [Fexit("vfs_read")]
            public static void OnRead(int {|BPF0411:pos|}) { }
        """),
        Class("""
            [Fexit("vfs_read")]
            public static void OnRead(OpenedFile* pos, byte* buf, ulong count, long* pos3) { }
        """),
        choice: 1);

    private static string Class(string programs) => $$"""
        {{Declarations}}
        [BpfObject(License = "GPL")]
        public static unsafe class Probe
        {
        {{programs}}
        }
        """;
}
