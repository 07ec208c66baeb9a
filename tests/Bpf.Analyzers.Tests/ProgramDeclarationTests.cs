using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Rules about the signature and the attribute of a program.</summary>
public sealed class ProgramDeclarationTests
{
    [Fact]
    public Task BPF0001InstanceMethod() => Source(
        """
        using Bpf;
        [BpfObject] class Probe { [Uprobe("libc:malloc")] int {|#0:OnMalloc|}() => 0; }
        """,
        Error("BPF0001", "BPF program 'OnMalloc' must be static"));

    [Theory]
    [InlineData("long")]
    [InlineData("uint")]
    [InlineData("string")]
    [InlineData("ref int")]
    [InlineData("System.Threading.Tasks.Task<int>")]
    public Task BPF0003ReturnType(string type) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe { [Uretprobe("libc:malloc")] static {|#0:{{type}}|} OnReturn(nuint result) => {|BPF0107:throw null|}; }
        """,
        Error("BPF0003", "BPF program 'OnReturn' must return int, bool or void"));

    [Theory]
    [InlineData("int", "=> 0;")]
    [InlineData("bool", "=> true;")]
    [InlineData("void", "{ }")]
    public Task BPF0003Accepts(string type, string body) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe { [Uprobe("libc:malloc")] static {{type}} OnMalloc(UprobeContext context) {{body}} }
        """);

    [Theory]
    [InlineData("malloc", "no function given; expected <binary>:<function>[+<offset>] or <binary>:+<offset in the file>")]
    [InlineData("", "no function given; expected <binary>:<function>[+<offset>] or <binary>:+<offset in the file>")]
    [InlineData(":malloc", "the binary before ':' is empty")]
    [InlineData("libc:", "the function after ':' is empty")]
    [InlineData("libc:+0", "offset 0 of a file is not code")]
    [InlineData("libc:malloc+-4", "a negative offset is not allowed")]
    public Task BPF0005Target(string target, string reason) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe { [Uprobe({|#0:"{{target}}"|}, Single = true)] static int OnMalloc() => 0; }
        """,
        Error("BPF0005", $"Attach target '{target}' is not valid: {reason}"));

    [Theory]
    [InlineData("Uprobe", "server:main.(*T).Method")]
    [InlineData("Uretprobe", "server:google.golang.org/grpc/internal/transport.(*loopyWriter).writeHeader")]
    [InlineData("Uprobe", "server:main.(*Gen[go.shape.*uint8]).Put+0x10")]
    [InlineData("Uprobe", "server:*Int32#+<Int32>:Int32")]
    [InlineData("Uretprobe", "server:ns::operator+")]
    [InlineData("Uprobe", "/opt/app@2/server:+0x1234")]
    [InlineData("Uretprobe", "server:+4660")]
    public Task BPF0005AcceptsNamesOfOtherLanguagesAndOffsetsInFiles(string attribute, string target) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe { [{{attribute}}("{{target}}")] static int OnCall() => 0; }
        """);

    [Theory]
    [InlineData("SoftwareEvent.CpuClock", "cpu-clock", "it takes either Frequency, in samples per second, or Period, in events per sample")]
    [InlineData("HardwareEvent.Cycles, Frequency = 1, Period = 1", "cycles", "it takes either Frequency, in samples per second, or Period, in events per sample")]
    [InlineData("(SoftwareEvent)9, Period = 1", "1:9", "there is no such event")]
    [InlineData("Frequency = 99", "", "the attribute has a rate but does not name an event")]
    public Task BPF0005PerfEvent(string arguments, string perfEvent, string reason)
    {
        string[] parts = arguments.Split(", ", 2);
        return Source(
            $$"""
            using Bpf;
            [BpfObject] static class Probe { [PerfEvent({|#0:{{parts[0]}}|}{{(parts.Length > 1 ? ", " + parts[1] : "")}})] static void OnSample() { } }
            """,
            Error("BPF0005", $"Attach target '{perfEvent}' is not valid: {reason}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("(SoftwareEvent.CpuClock, Frequency = 99)")]
    [InlineData("(HardwareEvent.Instructions, Period = 1000000)")]
    [InlineData("(HardwareCache.L1Data, HardwareCacheOperation.Read, HardwareCacheResult.Miss, Period = 1000)")]
    public Task BPF0005AcceptsPerfEvents(string arguments) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe { [PerfEvent{{arguments}}] static void OnSample(PerfEventContext context) { } }
        """);

    [Theory]
    [InlineData("PerfEvent(SoftwareEvent.PageFaults, Period = 1), PerfEvent(SoftwareEvent.PageFaults, Period = 1)", "two name the target 'page-faults/period=1/'")]
    [InlineData("PerfEvent(SoftwareEvent.PageFaults, Period = 1), PerfEvent", "with several attributes, each needs a target")]
    public Task BPF0010PerfEvents(string attributes, string reason) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe { [{{attributes}}] static void {|#0:OnSample|}() { } }
        """,
        Error("BPF0010", $"The probe attributes of 'OnSample' conflict: {reason}"));

    [Fact]
    public Task BPF0005ReturnProbeWithOffset() => Source(
        """
        using Bpf;
        [BpfObject] static class Probe { [Uretprobe({|#0:"libc:malloc+4"|})] static int OnReturn() => 0; }
        """,
        Error("BPF0005", "Attach target 'libc:malloc+4' is not valid: return probes do not take an offset"));

    [Theory]
    [InlineData("")]
    [InlineData("(\"libc:malloc+0x10\")")]
    [InlineData("(\"/usr/bin/x:operator+\")")]
    [InlineData("(\"libc.so.6:memcpy@GLIBC_2.14\", Single = true)")]
    public Task BPF0005Accepts(string arguments) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe { [Uprobe{{arguments}}] static int OnMalloc() => 0; }
        """);

    [Theory]
    [InlineData("string name", "name", "string")]
    [InlineData("double value", "value", "double")]
    [InlineData("ref int value", "value", "int")]
    [InlineData("System.Guid value", "value", "Guid")]
    [InlineData("System.Int128 value", "value", "Int128")]
    public Task BPF0011Parameter(string parameter, string name, string type)
    {
        string marked = parameter[..^name.Length] + "{|#0:" + name + "|}";
        return Source(
            $$"""
            using Bpf;
            [BpfObject] static class Probe { [Uprobe("libc:malloc")] static int OnMalloc(UprobeContext first, {{marked}}) => 0; }
            """,
            Error("BPF0011", $"Parameter '{name}' of type '{type}' cannot be read from the context; use an integer, an enum or a pointer"));
    }

    [Theory]
    [InlineData("int Run(decimal {|#0:value|})", "the parameter 'value' of type 'decimal' must be an integer, an enum, a context, or a struct by 'ref' or 'in'")]
    [InlineData("int Run(ref int {|#0:value|})", "the parameter 'value' of type 'int' must be an integer, an enum, a context, or a struct by 'ref' or 'in'")]
    [InlineData("int Run(void* {|#0:value|})", "the parameter 'value' of type 'void*' must be an integer, an enum, a context, or a struct by 'ref' or 'in'")]
    [InlineData("int Run(ref XdpContext {|#0:value|})", "the parameter 'value' of type 'XdpContext' must be an integer, an enum, a context, or a struct by 'ref' or 'in'")]
    [InlineData("{|#0:void|} Run(XdpContext value)", "the kernel replaces functions that return an integer, an enum or bool, not 'void'")]
    [InlineData("{|#0:System.Guid|} Run()", "the kernel replaces functions that return an integer, an enum or bool, not 'Guid'")]
    public Task BPF0460Is(string member, string reason) => Source(
        $$"""
        using Bpf;
        [BpfObject] static unsafe class Probe { [Freplace("decide")] static {{member}}{{(member.Contains("void|}", StringComparison.Ordinal) ? "{ }" : " => default;")}} }
        """,
        Error("BPF0460", $"'Run' cannot replace a function: {reason}"));

    [Theory]
    [InlineData("int Run(XdpContext context, short a, XdpAction b, in Pair c, ref Pair d)")]
    [InlineData("XdpAction Run(TrafficControlContext context)")]
    [InlineData("long Run(Pair* a, bool b)")]
    [InlineData("bool Run()")]
    [InlineData("byte Run(int a, XdpContext context)")]
    public Task BPF0460AcceptsWhatFunctionsTake(string member) => Source(
        $$"""
        using Bpf;
        struct Pair { public int A, B; }
        [BpfObject] static unsafe class Probe { [Freplace("decide")] static {{member}} { BpfHelpers.GetPrandomU32(); return default; } }
        """);

    [Theory]
    [InlineData("Uprobe(\"libc:malloc\")", "UretprobeContext", "the context of this kind of program is UprobeContext")]
    [InlineData("Uprobe(\"libc:malloc\")", "XdpContext", "the context of this kind of program is UprobeContext")]
    [InlineData("Xdp", "TrafficControlContext", "the only parameter of this kind of program is XdpContext, by value")]
    [InlineData("Xdp", "int", "the only parameter of this kind of program is XdpContext, by value")]
    [InlineData("SyscallProgram", "int", "use a struct by 'ref' or 'in', or a pointer")]
    public Task BPF0011NamesWhatTheKindTakes(string kind, string type, string advice) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe { [{{kind}}] static int Run({{type}} {|#0:value|}) => 0; }
        """,
        Error("BPF0011", $"Parameter 'value' of type '{type}' cannot be read from the context; {advice}"));

    [Fact]
    public Task BPF0011AcceptsIntegersEnumsAndPointers() => Source(
        """
        using Bpf;
        enum Mode : byte { A }
        [BpfObject] static unsafe class Probe
        {
            [Uprobe("libc:malloc")]
            static int OnMalloc(UprobeContext context, nuint size, Mode mode, byte* text, bool flag, char letter) => 0;
        }
        """);

    [Theory]
    [InlineData("int")]
    [InlineData("nuint")]
    public Task BPF0011OneValueForReturns(string type) => Source(
        $$"""
        using Bpf;
        [BpfObject] static class Probe { [Uretprobe("libc:malloc")] static int {|#0:OnReturn|}(UretprobeContext context, {{type}} value, {{type}} other) => 0; }
        """,
        Error("BPF0012", "The method takes 2 values; this kind of program provides at most 1"));

    [Fact]
    public Task BPF0012SixRegisters() => Source(
        """
        using Bpf;
        [BpfObject] static class Probe
        {
            [Uprobe("libc:malloc")] static int Six(UprobeContext context, int a, int b, int c, int d, int e, int f) => 0;
            [Uprobe("libc:malloc")] static int {|#0:Seven|}(int a, int b, int c, int d, int e, int f, int g) => 0;
        }
        """,
        Error("BPF0012", "The method takes 7 values; this kind of program provides at most 6"));

    [Fact]
    public Task BPF0013ContextFirst() => Source(
        """
        using Bpf;
        [BpfObject] static class Probe { [Uprobe("libc:malloc")] static int OnMalloc(int size, UprobeContext {|#0:context|}) => 0; }
        """,
        Error("BPF0013", "The context parameter 'context' must be the first parameter"));

    [Fact]
    public Task BPF0011UserDefinedContextStruct() => Source(
        """
        using Bpf;
        struct Switch { public long Header; public int Previous; }
        [BpfObject] static class Probe
        {
            [Tracepoint("sched:sched_switch")] static int Good(in Switch context) => 0;
            [Tracepoint("sched:sched_switch")] static int Bad(int {|BPF0011:context|}) => 0;
            [Xdp] static XdpAction Packet(XdpContext context) => XdpAction.Pass;
        }
        """);

    [Fact]
    public Task BPF0002Generic() => Sources(
        [
            """
            using Bpf;
            [BpfObject] static class Probe { [Uprobe("libc:malloc")] static int {|#0:OnMalloc|}<T>() => 0; }
            """,
            """
            using Bpf;
            class Outer<T> { [BpfObject] static class Inner { [Uprobe("libc:malloc")] static int {|BPF0002:OnMalloc|}() => 0; } }
            """,
        ],
        Error("BPF0002", "BPF program 'OnMalloc' must not be generic or inside a generic type"));

    [Fact]
    public Task BPF0004Body() => Source(
        """
        using Bpf;
        [BpfObject] static partial class Probe { [Uprobe("libc:malloc")] static extern int {|#0:OnMalloc|}(); }
        """,
        Error("BPF0004", "BPF program 'OnMalloc' must have a body"));

    [Fact]
    public Task BPF0010AttributesThatContradictEachOther() => Source(
        """
        using Bpf;
        [BpfObject] static class Probe
        {
            [Uprobe("libc:malloc", Cookie = 1, ProcessId = 0), Uprobe("libc:calloc", Cookie = 2)] static int Fits() => 0;
            [Uprobe("libc:malloc", Single = true), Uprobe("libc:calloc")] static int {|#0:OneSingle|}() => 0;
            [Uretprobe("libc:malloc", Sleepable = true), Uretprobe("libc:calloc")] static int {|#1:OneSleepable|}() => 0;
            [Uprobe("libc:malloc"), Uprobe("libc:calloc", AutoLoad = false)] static int {|#2:OneLoaded|}() => 0;
            [UprobeSession("libc:malloc"), UprobeSession] static int {|#3:OneWithout|}() => 0;
            [Uprobe("libc:malloc"), Uprobe("libc:malloc", Cookie = 3)] static int {|#4:Same|}() => 0;
        }
        """,
        Error("BPF0010", "The probe attributes of 'OneSingle' conflict: they differ in Single, which is a property of the whole program", 0),
        Error("BPF0010", "The probe attributes of 'OneSleepable' conflict: they differ in Sleepable, which is a property of the whole program", 1),
        Error("BPF0010", "The probe attributes of 'OneLoaded' conflict: they differ in AutoLoad, which is a property of the whole program", 2),
        Error("BPF0010", "The probe attributes of 'OneWithout' conflict: with several attributes, each needs a target", 3),
        Error("BPF0010", "The probe attributes of 'Same' conflict: two name the target 'libc:malloc'", 4));

    [Fact]
    public Task BPF0429ParametersOfGlobs() => Source(
        """
        using Bpf;
        [BpfObject] static class Probe
        {
            [Fentry("vfs_*")] static void Fits(FentryContext context) { }
            [Kprobe("vfs_*")] static void FitsToo(KprobeContext context, ulong first) { }
            [Fentry("vfs_*")] static void {|#0:OnEntry|}(FentryContext context, ulong first) { }
            [Fexit("vfs_read"), Fexit("vfs_writ?")] static void {|#1:OnExit|}(ulong first) { }
        }
        """,
        Error("BPF0429", "The functions that 'vfs_*' matches have different parameters, so 'OnEntry' cannot declare any; read arguments by context.Argument(index)", 0),
        Error("BPF0429", "The functions that 'vfs_writ?' matches have different parameters, so 'OnExit' cannot declare any; read arguments by context.Argument(index)", 1));

    [Theory]
    [InlineData("Lsm(\"inode_*\")", "this kind of program takes no globs")]
    [InlineData("FmodRet(\"security_*\")", "this kind of program takes no globs")]
    [InlineData("BtfTracepoint(\"sched_*\")", "this kind of program takes no globs")]
    [InlineData("RawTracepoint(\"sched_*\")", "this kind of program takes no globs")]
    [InlineData("Fentry(\"ext4:ext4_*\")", "a glob covers the functions of the kernel, not those of modules")]
    public Task BPF0005Globs(string attribute, string reason)
    {
        string target = attribute.Split('"')[1];
        return Source(
            $$"""
            using Bpf;
            [BpfObject] static class Probe { [{{attribute.Replace($"\"{target}\"", $"{{|#0:\"{target}\"|}}", StringComparison.Ordinal)}}] static int OnHook() => 0; }
            """,
            Error("BPF0005", $"Attach target '{target}' is not valid: {reason}"));
    }

    [Fact]
    public Task BPF0010TargetsInTheKernel() => Source(
        """
        using Bpf;
        [BpfObject] static class Probe
        {
            [Kprobe("vfs_read", Cookie = 1), Kprobe("vfs_write", Cookie = 2)] static void Fits() { }
            [Tracepoint("sched:sched_switch"), Tracepoint("sched:sched_wakeup")] static void FitsToo() { }
            [Kprobe("vfs_read"), Kprobe("vfs_read", Cookie = 1)] static void {|#0:Same|}() { }
            [Fentry("vfs_read", Sleepable = true), Fentry("vfs_write")] static void {|#1:OneSleepable|}() { }
            [Tracepoint("sched:sched_switch"), Tracepoint] static void {|#2:OneWithout|}() { }
            [Lsm("inode_unlink"), Lsm("inode_rmdir", AutoLoad = false)] static int {|#3:OneLoaded|}() => 0;
            [Kprobe("vfs_read"), Kretprobe("vfs_read")] static void {|#4:TwoKinds|}() { }
        }
        """,
        Error("BPF0010", "The probe attributes of 'Same' conflict: two name the target 'vfs_read'", 0),
        Error("BPF0010", "The probe attributes of 'OneSleepable' conflict: they differ in Sleepable, which is a property of the whole program", 1),
        Error("BPF0010", "The probe attributes of 'OneWithout' conflict: with several attributes, each needs a target", 2),
        Error("BPF0010", "The probe attributes of 'OneLoaded' conflict: they differ in AutoLoad, which is a property of the whole program", 3),
        Error("BPF0006", "'TwoKinds' has program attributes of different kinds; write one method per kind", 4));

    [Fact]
    public Task BPF0006TwoKinds() => Source(
        """
        using Bpf;
        [BpfObject] static class Probe
        {
            [Uprobe("libc:malloc"), Uretprobe("libc:malloc")] static int {|#0:Both|}() => 0;
            [Uprobe("libc:malloc"), Uprobe("libc:calloc")] static int Twice() => 0;
        }
        """,
        Error("BPF0006", "'Both' has program attributes of different kinds; write one method per kind"));

    [Fact]
    public Task BPF0007Names() => Source(
        """
        using Bpf;
        [BpfObject] static class Probe
        {
            [Uprobe("libc:malloc")] static int On() => 0;
            [Uprobe("libc:calloc")] static int {|#0:On|}(int size) => 0;
            [BpfMap(MaxEntries = 1, Name = "counts")] static readonly BpfArray<int> First = new();
            [BpfMap(MaxEntries = 1)] static readonly BpfArray<int> {|#1:counts|} = new();
        }
        """,
        Error("BPF0007", "The name 'On' is used twice in this object; programs and maps need different names"),
        Error("BPF0007", "The name 'counts' is used twice in this object; programs and maps need different names", mark: 1));

    [Fact]
    public Task BPF0008LongName() => Source(
        """
        using Bpf;
        [BpfObject] static class Probe
        {
            [Uprobe("libc:malloc")] static int Name15Characters() => 0;
            [Uprobe("libc:malloc")] static int Exactly15Chars_() => 0;
        }
        """.Replace("Name15Characters", "{|#0:Name16Characters|}", StringComparison.Ordinal),
        new Microsoft.CodeAnalysis.Testing.DiagnosticResult("BPF0008", Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithLocation(0)
            .WithMessage("The kernel keeps 15 characters of a name and shows 'Name16Characters' as 'Name16Character'"));

    [Fact]
    public Task BPF0009Container() => Source(
        """
        using Bpf;
        partial class Good { [BpfObject] static class Probe { [Uprobe] static int On() => 0; } }
        class Bad { [BpfObject] static class {|#0:Probe|} { [Uprobe] static int On() => 0; } }
        namespace Bpf.Runtime { class BpfObject; }
        """,
        Warning("BPF0009", "'Probe' does not get a skeleton because the containing type 'Bad' is generic or not partial"));

    [Theory]
    [InlineData("[BpfHelper(5)] int {|#0:Mine|}() => 0;", "it must be static")]
    [InlineData("[BpfHelper(5)] static int {|#0:Mine|}(int a, int b, int c, int d, int e, int f) => 0;", "it has 6 parameters; the kernel takes at most 5")]
    [InlineData("[BpfKfunc(\"f\")] static int {|#0:Mine|}(string a) => 0;", "parameter 'a' is not an unmanaged type, a reference or a map")]
    [InlineData("[BpfKfunc(\"f\")] static object {|#0:Mine|}() => null;", "it must return an unmanaged type or nothing")]
    public Task BPF0016Signature(string declaration, string reason) => Source(
        $$"""
        using Bpf;
        class Helpers { {{declaration}} }
        """,
        Error("BPF0016", $"'Mine' cannot be a kernel function: {reason}"));

    [Fact]
    public Task BPF0016Accepts() => Source(
        """
        using Bpf;
        static unsafe class Helpers
        {
            [BpfHelper(2)] static long Update<T>(BpfMapDeclaration map, in T key, ref T value, ulong flags) => 0;
            [BpfKfunc("bpf_task_from_pid")] static void* Task(int pid) => null;
        }
        """);

    [Fact]
    public Task BPF0020Outside() => Source(
        """
        using Bpf;
        static class Probes { [Uprobe("libc:malloc")] static int {|#0:OnMalloc|}() => 0; }
        """,
        Warning("BPF0020", "'OnMalloc' is not compiled: its class 'Probes' has no [BpfObject]"));

    [Fact]
    public Task BPF0025OnlyMethods() => Source(
        """
        using Bpf;
        [BpfObject] static class Probe
        {
            [Uprobe("libc:malloc")] static int OnMalloc()
            {
                return Local();
                [{|#0:Uprobe("libc:free")|}] static int Local() => 0;
            }
            static int Property { [{|BPF0025:Xdp|}] get => 0; }
            static System.Func<int> s_lambda = [{|#1:Uretprobe("libc:malloc")|}] () => 0;
        }
        struct Number { [{|BPF0025:Xdp|}] public static Number operator +(Number a, Number b) => a; }
        """,
        Error("BPF0025", "[Uprobe] has no effect on the local function 'Local': a BPF program is a static method of a class with [BpfObject]"),
        Error("BPF0025", "[Uretprobe] has no effect on a lambda: a BPF program is a static method of a class with [BpfObject]", mark: 1));

    [Fact]
    public Task BPF0026WithoutPrograms() => Sources(
        [
            """
            using Bpf;
            [BpfObject] static class {|#0:Forgotten|} { static int OnMalloc(UprobeContext context) => 0; }
            [BpfObject] static class {|BPF0026:Nested|} { static class Inner { [Uprobe] static int {|BPF0020:OnMalloc|}() => 0; } }
            [BpfObject] static partial class Parts;
            """,
            """
            using Bpf;
            static partial class Parts { [Uprobe] static int OnMalloc() => 0; }
            """,
        ],
        Warning("BPF0026", "'Forgotten' has no programs: none of its methods has an attribute such as [Uprobe]"));

    [Fact]
    public Task MethodsWithoutAProgramAttributeAreNotChecked() => Source(
        """
        using Bpf;
        [BpfObject] class Probe { double Host(string text) => text.Length * 1.5; [Uprobe] static int On() => 0; }
        """);

    [Fact]
    public Task AttributesWithTheSameNameInOtherNamespacesAreIgnored() => Source(
        """
        namespace Other
        {
            class UprobeAttribute(string target) : System.Attribute { public string Target => target; }
            class Probe { [Uprobe("nonsense")] string Method(string text) => text; }
        }
        """);
}
