using Microsoft.CodeAnalysis.Testing;
using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>BPF0411 to BPF0415 and BPF0424: parameters against the prototypes of the kernels that the tables know.</summary>
public sealed class KernelSignatureTests
{
    [Fact]
    public Task WrongTypes() => Source(Class("""
        // A function: (struct file *file, char *buf, size_t count, loff_t *pos).
        [Fentry("vfs_read")] public static void Run1(inode* {|BPF0411:opened|}) { }
        [Fentry("vfs_read")] public static void Run2(FentryContext context, inode* {|BPF0411:opened|}) { }
        [Fexit("vfs_read")] public static void Run3(int {|BPF0411:opened|}) { }
        [Fentry("vfs_read")] public static void Run4(file* opened, int {|BPF0411:buffer|}) { }
        [Fentry("vfs_read")] public static void Run5(file* opened, byte* buffer, uint {|BPF0411:count|}) { }
        [Fentry("vfs_read")] public static void Run6(file* opened, byte* buffer, nint {|BPF0414:count|}) { }
        [Kprobe("vfs_read")] public static void Run70(byte* buffer, file* {|BPF0411:opened|}) { }
        [Kprobe("vfs_read")] public static void Run7(byte* opened, byte* buffer, int {|BPF0411:count|}) { }
        [Fentry("tcp_v4_connect")] public static void Run8(sock* socket, sockaddr* address, long {|BPF0411:length|}) { }
        [Fentry("tcp_v4_connect")] public static void Run9(sock* socket, sockaddr* address, uint {|BPF0414:length|}) { }
        // Hooks.
        [Lsm("file_open")] public static int Run10(inode* {|BPF0411:opened|}) => 0;
        [Lsm("inode_unlink")] public static int Run11(dentry* {|BPF0411:directory|}, dentry* entry) => 0;
        [Lsm("socket_connect")] public static int Run12(LsmContext context, socket* opened, byte* address, ushort {|BPF0411:length|}) => 0;
        [LsmCgroup("socket_bind")] public static bool Run13(sock* {|BPF0411:opened|}) => true;
        // Tracepoints.
        [BtfTracepoint("sched_switch")] public static void Run14(task_struct* {|BPF0411:previous|}, task_struct* next) { }
        [BtfTracepoint("sched_switch")] public static void Run15(int {|BPF0411:preempt|}, task_struct* previous) { }
        [BtfTracepoint("sys_enter")] public static void Run16(pt_regs* registers, int {|BPF0411:number|}) { }
        [BtfTracepoint("sys_enter")] public static void Run17(task_struct* {|BPF0411:registers|}) { }
        // Iterators.
        [Iterator("task_file")] public static void Run18(task_struct* task, file* {|BPF0411:opened|}) { }
        [Iterator("task_file")] public static void Run19(task_struct* task, ushort {|BPF0411:descriptor|}, file* opened) { }
        [Iterator("bpf_map")] public static void Run20(bpf_prog* {|BPF0411:map|}) { }
        """));

    [Fact]
    public Task WrongTracepoints() => Source(Class("""
        [Tracepoint({|BPF0415:"sched:sched_proces_exec"|})] public static int Run1(TracepointContext context) => 0;
        [Tracepoint({|BPF0415:"task:sched_switch"|})] public static int Run2(TracepointContext context) => 0;
        [Tracepoint({|BPF0415:"shced:sched_switch"|})] public static int Run3(TracepointContext context) => 0;
        [Tracepoint({|BPF0415:"syscalls:sys_enter_opnat"|})] public static int Run4(TracepointContext context) => 0;
        [Tracepoint({|BPF0415:"syscalls:sys_exit_wrte"|})] public static int Run5(TracepointContext context) => 0;
        [Iterator({|BPF0415:"taks"|})] public static void Run6(IteratorContext context) { }
        [Iterator({|BPF0439:"process"|})] public static void Run7(IteratorContext context) { }
        """));

    [Fact]
    public Task RightTracepoints() => Source(Class("""
        [Tracepoint("sched:sched_process_exec")] public static int Run1(TracepointContext context) => 0;
        [Tracepoint("syscalls:sys_enter_openat")] public static int Run2(TracepointContext context) => 0;
        [Tracepoint("syscalls:sys_exit_write")] public static int Run3(TracepointContext context) => 0;
        [Tracepoint("raw_syscalls:sys_enter")] public static int Run4(TracepointContext context) => 0;
        [Tracepoint("my_module:my_event")] public static int Run5(TracepointContext context) => 0;
        [Tracepoint("xfs:xfs_ilock")] public static int Run6(TracepointContext context) => 0;
        [Tracepoint("kvm:kvm_exit")] public static int Run7(TracepointContext context) => 0;
        [Tracepoint("syscalls:sys_enter_new_call_of_a_later_kernel")] public static int Run8(TracepointContext context) => 0;
        [Tracepoint("syscalls:sys_enter_foo")] public static int Run9(TracepointContext context) => 0;
        [Iterator("task")] public static void Run10(IteratorContext context) { }
        [Iterator("bpf_map_elem")] public static void Run11(IteratorContext context) { }
        """));

    [Fact]
    public Task MessageListsTheIterators() => Source(Class("""
        [Iterator({|#0:"process"|})] public static void Run(IteratorContext context) { }
        """), Warning("BPF0439", "None of the known kernels iterates over 'process'; their iterators are bpf_link, bpf_map, bpf_map_elem, bpf_prog, "
            + "bpf_sk_storage_map, cgroup, dmabuf, ipv6_route, kmem_cache, ksym, netlink, sockmap, task, task_file, task_vma, tcp, udp and unix"));

    [Fact]
    public Task WrongSystemCalls() => Source(Class("""
        [SyscallEnter("openat")] public static int Run1(TracepointContext context, long {|BPF0411:directory|}) => 0;
        [SyscallEnter("openat")] public static int Run2(int directory, int {|BPF0411:path|}) => 0;
        [SyscallEnter("openat")] public static int Run3(int directory, byte* path, int flags, uint {|BPF0411:mode|}) => 0;
        [SyscallEnter("openat")] public static int {|BPF0412:Run4|}(int directory, byte* path, int flags, ushort mode, int more) => 0;
        [SyscallEnter("openat2")] public static int Run5(int directory, byte* path, inode* {|BPF0411:how|}) => 0;
        [SyscallEnter("read")] public static int Run6(int {|BPF0414:descriptor|}) => 0;
        [SyscallEnter("getpid")] public static int {|BPF0412:Run7|}(int any) => 0;
        [SyscallExit("openat")] public static int Run8(int {|BPF0411:result|}) => 0;
        [SyscallExit("openat")] public static int Run9(ulong {|BPF0414:result|}) => 0;
        [SyscallEnter({|BPF0424:"opneat"|})] public static int Run10() => 0;
        [SyscallEnter({|BPF0424:"stat"|})] public static int Run11() => 0;
        [SyscallExit({|BPF0424:"sys_openat"|})] public static int Run12() => 0;
        [SyscallEnter("*")] public static int Run13(int {|BPF0411:first|}) => 0;
        [SyscallEnter({|BPF0005:"syscalls:sys_enter_openat"|})] public static int Run14() => 0;
        [Ksyscall("openat")] public static int Run15(long {|BPF0411:directory|}) => 0;
        [Ksyscall({|BPF0424:"fstat"|})] public static int Run16() => 0;
        [SyscallExit("openat")] public static int {|BPF0012:Run17|}(nint result, int more) => 0;
        """));

    [Fact]
    public Task RightSystemCalls() => Source(Class("""
        [SyscallEnter("openat")] public static int Run1(TracepointContext context, int directory, nuint path, int flags, ushort mode) => 0;
        [SyscallEnter("openat")] public static int Run2(int directory, byte* path) => 0;
        [SyscallEnter("openat")] public static int Run3() => 0;
        [SyscallExit("openat")] public static int Run4(TracepointContext context, nint result) => 0;
        [SyscallExit("openat")] public static int Run5(long result) => 0;
        [SyscallEnter("*")] public static int Run6(TracepointContext context, nuint first, ulong second, void* third) => 0;
        [SyscallExit("*")] public static int Run7(TracepointContext context, nint result) => 0;
        [SyscallEnter("newstat")] public static int Run8(byte* path) => 0;
        [SyscallEnter("open_by_handle_at")] public static int Run9(int mount) => 0;
        [SyscallEnter("getpid")] public static int Run10(TracepointContext context) => 0;
        [SyscallEnter] public static int Run11(int any, int other) => 0;
        [Ksyscall("openat")] public static int Run12(KprobeContext context, int directory, byte* path, int flags, ushort mode) => 0;
        [Ksyscall("open*")] public static int Run13(long any) => 0;
        [SyscallEnter("write")] public static int Run14(uint descriptor, byte* bytes, nuint count) => 0;
        [Tracepoint("sched:sched_switch")] public static int Run15(TracepointContext context) => 0;
        [Tracepoint("sched:sched_switch")] public static int Run16(TracepointContext context, in inode record) => 0;
        """));

    [Fact]
    public Task NamesSimilarSystemCalls() => Source(
        Class("""
        [SyscallEnter({|#0:"opneat"|})] public static int Run1() => 0;
        [SyscallEnter({|#1:"umount2"|})] public static int Run2() => 0;
        [SyscallEnter({|#2:"quite_something_else"|})] public static int Run3() => 0;
        """),
        Unknown(0, "opneat", "did you mean 'openat' or 'openat2'?"),
        Unknown(1, "umount2", "its function in the kernel is 'umount'"),
        Unknown(2, "quite_something_else", "use [Tracepoint] if the kernel is newer than this version of Bpf.Sdk"));

    private static DiagnosticResult Unknown(int location, string call, string advice)
        => DiagnosticResult.CompilerError("BPF0424").WithLocation(location)
            .WithMessage($"None of the known kernels traces a system call '{call}'; {advice}");

    [Fact]
    public Task RightTypes() => Source(Class("""
        [Fentry("vfs_read")] public static void Run1() { }
        [Fentry("vfs_read")] public static void Run2(FentryContext context) { }
        [Fentry("vfs_read")] public static void Run3(FentryContext context, file* opened, byte* buffer, nuint count, long* position) { }
        [Fentry("vfs_read")] public static void Run4(nuint opened, ulong buffer, ulong count, void* position) { }
        [Fexit("do_filp_open")] public static void Run5(int directory, void* name) { }
        // A socket may be declared as what it begins, or as what begins it.
        [Fentry("tcp_v4_connect")] public static void Run6(tcp_sock* socket) { }
        [Iterator("tcp")] public static void Run7(sock* socket) { }
        // Enumerations have no sign that matters; a byte is a bool.
        [Fentry("kfree_skb_reason")] public static void Run8(sk_buff* buffer, int reason) { }
        [BtfTracepoint("sched_switch")] public static void Run9(byte preempt, task_struct* previous, task_struct* next) { }
        // Added to the end in newer kernels.
        [BtfTracepoint("sched_switch", AutoLoad = false)] public static void Run10(bool preempt, task_struct* previous, task_struct* next, uint state) { }
        // Changed more than once; the newest kernels have the first.
        [Lsm("inode_setxattr")] public static int Run11(mnt_idmap* map, dentry* entry) => 0;
        [Lsm("inode_setxattr", AutoLoad = false)] public static int Run12(dentry* entry, byte* name) => 0;
        // Modules, globs and offsets are left to the kernel.
        [Fentry("nf_nat_some_function_of_a_module")] public static void Run13(int any, int number) { }
        [Kprobe("vfs_*")] public static void Run14(int any) { }
        [Kprobe("vfs_read+0x10")] public static void Run15(int any) { }
        [Kprobe("vfs_raed")] public static void Run16(int any) { }
        [Fentry] public static void Run17(int any) { }
        // A declaration of one's own.
        [Fentry("vfs_read")] public static void Run18(Opened* opened) { }
        [Fentry("vfs_read")] public static void Run19(Mine* opened) { }
        """));

    [Fact]
    public Task TheMessageShowsThePrototype() => Source(Program("Fentry(\"vfs_read\")", "file* opened, byte* buffer, int {|#0:count|}", "void"), Error("BPF0411",
        "Parameter 'count' is 'int', but the kernel passes 'size_t': the parameters of 'vfs_read' are (struct file *file, char *buf, size_t count, loff_t *pos)"));

    [Fact]
    public Task TheFirstParameterOfATracepointIsNotShown() => Source(Program("BtfTracepoint(\"sys_enter\")", "task_struct* {|#0:registers|}", "void"), Error("BPF0411",
        "Parameter 'registers' is 'task_struct*', but the kernel passes 'struct pt_regs *': the parameters of 'sys_enter' are (struct pt_regs *regs, long int id)"));

    [Fact]
    public Task MoreThanTheKernelHas() => Source(Program("Lsm(\"file_open\")", "LsmContext context, file* opened, int flags", "int").Replace("Run(", "{|#0:Run|}(", StringComparison.Ordinal),
        Error("BPF0412", "The program has 2 parameters, but 'file_open' has 1: (struct file *file)"));

    [Fact]
    public Task OnlyOldKernelsHaveTheSignature()
        => Source(Program("Lsm(\"inode_setxattr\")", "dentry* entry, byte* name", "int").Replace("Run(", "{|#0:Run|}(", StringComparison.Ordinal),
            Warning("BPF0413", "The parameters of 'inode_setxattr' are (struct mnt_idmap *idmap, struct dentry *dentry, char *name, void *value, size_t size, int flags) in Linux 7.3; write a program with AutoLoad = false for each prototype and load the one that fits"));

    [Fact]
    public Task TheMinimumKernelHasAnotherSignature()
        => WithProperty("BpfMinKernel", "5.10",
            Program("Lsm(\"inode_setxattr\")", "mnt_idmap* map, dentry* entry", "int").Replace("Run(", "{|#0:Run|}(", StringComparison.Ordinal),
            Warning("BPF0413", "The parameters of 'inode_setxattr' are (struct user_namespace *mnt_userns, struct dentry *dentry, char *name, void *value, size_t size, int flags) in Linux 6.1 "
                + "and (struct dentry *dentry, char *name, void *value, size_t size, int flags) in Linux 5.10; write a program with AutoLoad = false for each prototype and load the one that fits"));

    [Theory]
    [InlineData("Fentry(\"vfs_raed\")", "'vfs_raed'", "'vfs_read', 'vcs_read' or 'vfs_readv'")]
    [InlineData("BtfTracepoint(\"sched_swich\")", "'sched_swich'", "'sched_switch'")]
    [InlineData("Iterator(\"tasks\")", "'tasks'", "'task'")]
    public Task MisspelledNames(string attribute, string name, string near)
        => Source(Program(attribute.Replace("(", "({|#0:", StringComparison.Ordinal).Replace(")", "|})", StringComparison.Ordinal), "", "void"),
            Warning("BPF0415", $"None of the known kernels has {name}; did you mean {near}?"));

    private static string Program(string attribute, string parameters, string result)
        => Class($"[{attribute}] public static {result} Run({parameters}) {(result == "void" ? "{ }" : "=> 0;")}");

    private static string Class(string programs) => $$"""
        using Bpf;
        using Bpf.Vmlinux;

        [KernelStruct("file___mine")] public struct Opened { public uint f_flags; }
        public struct Mine { public long First; }

        [BpfObject(License = "GPL")]
        public static unsafe class Probe
        {
        {{programs}}
        }
        """;
}
