namespace Bpf.Analyzers.Tests;

/// <summary>Texts to print, maps that programs may only read or write, helpers that sleep, targets and special fields of maps.</summary>
public class UseRuleTests
{
    [Theory]
    [InlineData("BpfHelpers.Print($\"{{|BPF0129:{size:n0}|}}\");")]
    [InlineData("BpfHelpers.Print($\"{|BPF0129:größer|}{size}\");")]
    [InlineData("BpfHelpers.Print($\"{|BPF0129:{new Stats()}|}\");")]
    [InlineData("BpfHelpers.Print($\"{|BPF0129:{size,8:x8}|}\");")]
    [InlineData("BpfHelpers.Print($\"{|BPF0129:{(void*)size:q}|}\");")]
    [InlineData("BpfHelpers.Print($\"{size} {size:x8} {size,8} {(void*)size:us} {DayOfWeek.Monday} {'c'} {true} {\"text\"u8} {nameof(size)}\");")]
    public Task Texts(string statements) => Verify.Program(statements.Replace("{{|", "{|").Replace("|}}", "|}"));

    [Theory]
    [InlineData("{|BPF0467:Limits.Update(1, 2)|};")]
    [InlineData("if (Limits.TryGetRef(1, out BpfRef<ulong> limit)) {|BPF0467:limit.Value = 1|};")]
    [InlineData("if (Limits.TryGetRef(1, out BpfRef<ulong> limit)) {|BPF0467:limit.Value++|};")]
    [InlineData("Limits.TryGetValue(1, out ulong limit); return (int)limit;")]
    [InlineData("if (Results.TryGetRef(1, out BpfRef<ulong> result)) return (int){|BPF0467:result.Value|};")]
    [InlineData("if (Results.TryGetRef(1, out BpfRef<ulong> result)) result.Value = 1;")]
    public Task AccessToMaps(string statements) => Verify.Program(statements, """
        [BpfMap(MaxEntries = 4, Flags = MapFlags.ProgramReadOnly)] static readonly BpfArray<ulong> Limits = new();
        [BpfMap(MaxEntries = 4, Flags = MapFlags.ProgramWriteOnly)] static readonly BpfArray<ulong> Results = new();
        """);

    [Theory]
    [InlineData("int value; {|BPF0426:BpfHelpers.CopyFromUser(&value, 4, (void*)size)|};")]
    public Task HelpersThatSleep(string statements) => Verify.Program(statements);

    [Theory]
    [InlineData("[SyscallProgram] static int Run(ref ulong address) { int value = 0; BpfHelpers.CopyFromUser(&value, 4, (void*)address); return value; }")]
    [InlineData("[SyscallProgram] static int Run(ref ulong address) { int value = 0; using (KernelScope.NoPreemption()) {|BPF0426:BpfHelpers.CopyFromUser(&value, 4, (void*)address)|}; return value; }")]
    [InlineData("[Uprobe(\"libc:read\", Sleepable = true)] static int Run(UprobeContext c, void* p) { int value = 0; BpfHelpers.CopyFromUser(&value, 4, p); return value; }")]
    public Task ProgramsThatSleep(string members) => Verify.Program("", members);

    [Theory]
    [InlineData("[Uprobe({|BPF0005:\"libc: malloc\"|})] static int Run(UprobeContext c) => 0;")]
    [InlineData("[Uprobe({|BPF0005:\"libc::malloc\"|})] static int Run(UprobeContext c) => 0;")]
    [InlineData("[Uprobe({|BPF0005:\"libc:malloc()\"|})] static int Run(UprobeContext c) => 0;")]
    [InlineData("[Uprobe(\"app:Shape::operator+(Shape const&)\")] static int Run(UprobeContext c) => 0;")]
    [InlineData("[Uprobe(\"app:main.(*Server).Handle\")] static int Run(UprobeContext c) => 0;")]
    [InlineData("[UprobeSession({|BPF0005:\"libc:malloc+4\"|})] static SessionAction Run(UprobeSessionContext c) => SessionAction.RunAtReturn;")]
    [InlineData("[Kprobe({|BPF0005:\"do_unlinkat \"|})] static int Run(KprobeContext c) => 0;")]
    [InlineData("[Tracepoint({|BPF0005:\"sched: sched_switch\"|})] static int Run(TracepointContext c) => 0;")]
    public Task Targets(string members) => Verify.Program("", members);

    [Theory]
    [InlineData("struct Guarded { public BpfSpinLock Lock; public int Count; } [BpfMap(MaxEntries = 4)] static readonly BpfPerCpuArray<Guarded> {|BPF0301:Values|} = new();")]
    [InlineData("struct Guarded { public BpfSpinLock Lock; public int Count; } [BpfMap(MaxEntries = 4)] static readonly BpfArray<Guarded> Values = new();")]
    [InlineData("struct Timed { public BpfTimer Timer; } [BpfMap(MaxEntries = 4)] static readonly BpfLruPerCpuHashMap<int, Timed> {|BPF0301:Values|} = new();")]
    [InlineData("[BpfMap(MaxEntries = 4, Flags = MapFlags.UserReadOnly | MapFlags.UserWriteOnly)] static readonly BpfArray<int> {|BPF0301:Values|} = new();")]
    public Task SpecialFieldsAndFlags(string members) => Verify.Program("", members);

    [Theory]
    [InlineData("return Count((int)size); static int Count(int n) => n < 10 ? 1 : 1 + {|BPF0112:Count(n / 10)|};")]
    [InlineData("ulong* hits = (ulong*)BpfHelpers.MapLookupElem(Map, &size); *{|BPF0418:hits|} += 1;")]
    public Task LocalFunctionsAndRawLookups(string statements) => Verify.Program(statements);
}
