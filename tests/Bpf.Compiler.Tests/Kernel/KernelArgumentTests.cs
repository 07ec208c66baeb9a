using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Fields of kernel structs as arguments of methods that take a reference: helpers do not accept addresses in kernel memory.</summary>
public sealed class KernelArgumentTests
{
    private const string Declarations = """
        public struct Call { public long A, Pid, Leader, First, State; }
        public readonly record struct Two(int First, int Second);
        [System.Runtime.CompilerServices.InlineArray(16)] public struct Name { public byte First; }
        [KernelStruct("pid_namespace")] public struct Namespace { public uint level; }
        [KernelStruct("upid")] public struct Number { public int nr; public Namespace* ns; }
        [KernelStruct("pid")] public struct Pid { public uint level; public Array1<Number> numbers; }
        [KernelStruct("rlimit")] public struct Limit { public ulong rlim_max; }
        [KernelStruct("signal_struct")] public struct Signal { public Array16<Limit> rlim; }
        [KernelStruct("sched_entity")] public struct Entity { public ulong vruntime; }
        [KernelStruct("task_struct")] public struct Task
        {
            public int pid; public Two tgid; public Task* group_leader; public fixed byte comm[16]; public Entity se; public Pid* thread_pid;
            [KernelField("in_execve", Bits = 1)] public uint in_execve;
        }

        [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<int, int> Hash = new();
        [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<uint, long> States = new();
        [BpfMap(MaxEntries = 16)] static readonly BpfLruHashMap<Array16<byte>, int> Names = new();
        [BpfMap(MaxEntries = 4)] static readonly BpfArray<int> Array = new();
        [BpfMap(MaxEntries = 4)] static readonly BpfArray<Array16<byte>> ArrayOfNames = new();
        [BpfMap(MaxEntries = 4)] static readonly BpfQueue<int> Queue = new();
        [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<int> Ring = new();
        [BpfMap(MaxEntries = 4)] static readonly BpfArray<int> Inner = new();
        [BpfMap(MaxEntries = 3)][BpfInnerMap(MapType.Array, MaxEntries = 4, Initial = [nameof(Inner)])] static readonly BpfArrayOfMaps<uint, int> Outer = new();
        [BpfMap(MaxEntries = 3)][BpfInnerMap(MapType.Hash, MaxEntries = 4)] static readonly BpfHashOfMaps<int, int, int> Hashes = new();

        static int Get(int key) => Hash.TryGetValue(key, out int value) ? value : -1;
        static int GetName(in Array16<byte> key) => Names.TryGetValue(in key, out int value) ? value : -1;
        static int Same(in int value) => value;
        static int Readonly(ref readonly int value) => value;
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] static int Apart(in int value) => value;
        [BpfGlobalFunc] static int Global(in int value) => value;
        static int At(in Array16<byte> name, long index) => name[(int)index & 15];
        static int OfEntity(in sched_entity entity) => (int)entity.on_rq;
        static int OfTask(in task_struct task) => task.pid;

        """;

    // Statements, and what call.A is afterward: a number, or a member of call that is filled by other means.
    private static readonly (string Statements, string Expected)[] s_calls =
    [
        ("Hash.Update(task->pid, 7); call.A = Get((int)call.Pid);", "7"),
        ("Hash.Update(7, task->pid); call.A = Get(7);", "Pid"),
        ("Hash.Update(task->pid, task->tgid); call.A = Get((int)call.Pid);", "Leader"),
        ("Hash.Update(task->pid, call.A == 0 ? 5 : 6); call.A = Get((int)call.Pid);", "5"),
        ("Hash.Update(call.A == 0 ? task->pid : task->tgid, 5); call.A = Get((int)call.Pid);", "5"),
        ("Hash.Update(task->group_leader->pid, 8); call.A = Get((int)call.Leader);", "8"),
        ("Hash.Update(task->group_leader->group_leader->pid, task->group_leader->tgid); call.A = Get((int)call.Leader);", "Leader"),
        ("Hash.Update((int)call.Pid, 9); call.A = Hash.TryGetValue(task->pid, out int v) ? v : -1;", "9"),
        ("Hash.Update((int)call.Pid, 9); call.A = Hash.TryGetRef(task->pid, out BpfRef<int> v) ? v.Value : -1;", "9"),
        ("Hash.Update((int)call.Pid, 9); call.A = Hash.ContainsKey(task->pid) && !Hash.ContainsKey(task->signal->nr_threads + 100000000) ? 1 : 0;", "1"),
        ("Hash.Update((int)call.Pid, 9); Hash.Delete(task->pid); call.A = Get((int)call.Pid);", "-1"),
        ("Hash.Update(in task->pid, in task->thread_pid->numbers[0].nr); call.A = Get((int)call.Pid) > 0 ? 1 : 0;", "1"),
        ("Hash.Update(task->signal->pids[1].Value->numbers[0].nr, 3); call.A = Get(Core.Read(in task->signal->pids[1].Value->numbers[0].nr));", "3"),
        ("call.A = task->signal->pids[1].Value->numbers[0].nr == Core.Read(in task->signal->pids[1].Value->numbers[0].nr) ? 1 : 0;", "1"),
        ("call.A = (long)task->signal->rlim[7].rlim_cur - (long)Core.Read(in task->signal->rlim[7].rlim_cur) + 4;", "4"),
        ("States.Update(task->__state, 4); call.A = States.TryGetValue(0, out long v) ? v : -1;", "4"),
        ("Names.Update(task->comm, 6); call.A = GetName(Core.Read(in task->comm));", "6"),
        ("Names.Update(task->group_leader->comm, 6); call.A = GetName(Core.Read(in task->group_leader->comm));", "6"),
        ("ArrayOfNames.Update(1, task->comm); call.A = ArrayOfNames.TryGetRef(1, out BpfRef<Array16<byte>> v) ? v.Value[0] : -1;", "First"),
        ("Array.Update(2, task->pid); call.A = Array.TryGetRef(2, out BpfRef<int> v) ? v.Value : -1;", "Pid"),
        ("Array.Update(2u, task->pid); call.A = Array.TryGetRef(2, out BpfRef<int> v) ? v.Value : -1;", "Pid"),
        ("Queue.Push(task->pid); call.A = Queue.TryPop(out int v) ? v : -1;", "Pid"),
        ("call.A = Ring.Output(task->pid) + (long)Ring.AvailableBytes;", "16"),
        ("call.A = Ring.Reserve(8, out BpfDynptr r) == 0 && r.TryWrite(4, task->pid) && r.TryRead(4, out int v) ? v : -1; Ring.Submit(ref r);", "Pid"),
        ("call.A = Outer.TryGetMap(task->se.on_rq & 0u, out BpfInnerMap<uint, int> m) ? 2 : 3;", "2"),
        ("uint zero = 0; call.A = Outer.TryGetMap(zero, out BpfInnerMap<uint, int> m) ? m.Update(task->thread_pid->level - task->thread_pid->level, task->pid) : 3;", "0"),
        ("call.A = Outer.TryGetMap(0, out BpfInnerMap<uint, int> m) && m.Update(0, task->pid) == 0 && m.TryGetRef(0, out BpfRef<int> v) ? v.Value : 3;", "Pid"),
        ("call.A = Outer.TryGetMap(task->__state, out BpfInnerMap<uint, int> m) && m.TryGetRef(task->__state, out _) ? m.Delete(task->__state) : 3;", "-22"),
        ("call.A = Hashes.TryGetMap(task->pid, out BpfInnerMap<int, int> m) ? 1 : 2;", "2"),
        ("call.A = task->comm[(int)call.A & 15];", "First"),
        ("call.A = task->group_leader->comm[(int)call.A + 1 & 15] == Core.Read(in task->group_leader->comm[1]) ? 1 : 0;", "1"),
        ("call.A = (long)Core.Read(in task->signal->rlim[(int)call.A + 7 & 15].rlim_cur) - (long)task->signal->rlim[7].rlim_cur;", "0"),
        ("System.ReadOnlySpan<Limit> s = ((Signal*)task->signal)->rlim; call.A = (long)Core.Read(in s[(int)call.A + 7].rlim_max) - (long)task->signal->rlim[7].rlim_max;", "0"),
        ("call.A = (long)Core.Read(in ((Signal*)task->signal)->rlim[(int)call.A + 7 & 15].rlim_max) - (long)task->signal->rlim[7].rlim_max;", "0"),
        ("call.A = (long)((Signal*)task->signal)->rlim[7].rlim_max - (long)task->signal->rlim[7].rlim_max;", "0"),
        ("call.A = Same(task->pid);", "Pid"),
        ("call.A = Same(in task->group_leader->pid);", "Leader"),
        ("call.A = Readonly(in task->pid);", "Pid"),
        ("call.A = Apart(in task->pid);", "Pid"),
        ("call.A = Global(in task->pid);", "Pid"),
        ("call.A = At(in task->comm, call.A);", "First"),
        ("call.A = At(task->group_leader->comm, call.A) == Core.Read(in task->group_leader->comm[0]) ? 1 : 0;", "1"),
        ("call.A = Same(in task->thread_pid->numbers[0].nr) == Core.Read(in task->thread_pid->numbers[0].nr) ? 1 : 0;", "1"),
        ("call.A = OfEntity(in task->se);", "1"),
        ("call.A = OfTask(in *task->group_leader);", "Leader"),
        ("call.A = task->pid.Equals((int)call.Pid) && !task->pid.Equals(3) ? 1 : 0;", "1"),
        ("call.A = task->group_leader->pid.CompareTo((int)call.Leader) + task->pid.CompareTo(0);", "1"),
        ("call.A = System.Math.Max(task->pid, 0);", "Pid"),
        ("call.A = task->comm[..].TextStartsWith(\"\"u8) && task->comm[..].TextLength() > 0 ? task->comm[0] : 0;", "First"),
        ("System.ReadOnlySpan<byte> s = task->comm; call.A = s[0];", "First"),
        ("System.ReadOnlySpan<byte> s = task->group_leader->comm; call.A = s[1] == Core.Read(in task->group_leader->comm[1]) ? 1 : 0;", "1"),
        ("Array16<byte> copy = task->comm; call.A = copy[0];", "First"),
        ("ref readonly int p = ref task->pid; Hash.Update(in p, 4); call.A = Get((int)call.Pid);", "4"),
        ("ref readonly int p = ref task->group_leader->pid; call.A = p;", "Leader"),
        ("ref readonly int p = ref task->pid; call.A = Core.Read(in p);", "Pid"),
        ("call.A = System.Threading.Volatile.Read(in task->group_leader->pid);", "Leader"),
        ("call.A = System.Runtime.CompilerServices.Unsafe.AsRef(in task->group_leader->pid);", "Leader"),
        ("call.A = System.Runtime.CompilerServices.Unsafe.As<int, uint>(ref task->pid);", "Pid"),
        ("call.A = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(in task->comm[0], 16)[0];", "First"),
        ("call.A = new Two(task->group_leader->pid, 1) == new Two((int)call.Leader, 1) ? 1 : 0;", "1"),
        ("call.A = BpfHelpers.ReadKernelText(&task->group_leader->comm, stackalloc byte[16]) > 1 ? 1 : 0;", "1"),
        ("call.A = BpfHelpers.TryReadKernel(&task->group_leader->pid, out int v) ? v : -1;", "Leader"),
        ("call.A = BpfHelpers.Print($\"{task->pid} {task->group_leader->pid}\\n\") > 0 ? 1 : 0;", "1"),
        ("call.A = task->group_leader->comm[0] == Core.Read(in task->group_leader->comm[0]) ? 1 : 0;", "1"),
        ("Task* own = (Task*)task; Hash.Update(own->pid, 2); call.A = Get((int)call.Pid);", "2"),
        ("Task* own = (Task*)task; call.A = At(in System.Runtime.CompilerServices.Unsafe.As<byte, Array16<byte>>(ref own->comm[0]), call.A);", "First"),
        ("Task* own = (Task*)task; call.A = Wide(in own->comm[0]); static int Wide(in byte value) => value;", "First"),
        ("Task* own = (Task*)task; Hash.Update((int)own->thread_pid->level, 2); call.A = Same(in own->thread_pid->numbers[0].nr) > 0 ? 1 : 0;", "1"),
    ];

    [Fact]
    public void ArgumentsAreTheValuesOfTheFields()
    {
        string programs = string.Concat(s_calls.Select((call, index) => $$"""
            [SyscallProgram]
            public static int Run{{index}}(ref Call call)
            {
                task_struct* task = (task_struct*)BpfHelpers.GetCurrentTaskBtf();
                call.Pid = (uint)BpfHelpers.CurrentThreadId;
                call.Leader = BpfHelpers.CurrentProcessId;
                call.First = Core.Read(in task->comm[0]);
                {{call.Statements}}
                return 0;
            }

            """));
        KernelRun.Syscall(Declarations + programs, (bpf, _) =>
        {
            List<string> wrong = [];
            foreach ((int index, (string statements, string expected)) in s_calls.Index())
            {
                long[] call = new long[5];
                bpf.Programs[$"Run{index}"].TestRun(context: MemoryMarshal.AsBytes<long>(call));
                long right = expected switch
                {
                    "Pid" => call[1],
                    "Leader" => call[2],
                    "First" => call[3],
                    _ => long.Parse(expected, CultureInfo.InvariantCulture),
                };
                if (call[0] != right)
                {
                    wrong.Add($"{statements} gives {call[0]} instead of {right}");
                }
            }

            Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        });
    }

    [Fact]
    public void IteratorsWriteFields()
    {
        KernelRequirement.NeedRoot();
        int thread = int.Parse(new FileInfo("/proc/thread-self").LinkTarget!.Split('/')[^1], CultureInfo.InvariantCulture);
        ReadOnlyMemory<byte> elf = KernelRun.Object($$"""
            [BpfMap(MaxEntries = 4)] static readonly BpfBloomFilter<int> Bloom = new();
            [BpfMap] static readonly BpfPerfEventArray<int> Records = new();

            [Iterator("task")]
            public static void Run(IteratorContext context, task_struct* task)
            {
                if (task == null || task->pid != {{thread}})
                    return;
                context.Output.Write(task->group_leader->pid);
                context.Output.Write(in task->pid);
                context.Output.Write(task->comm);
                Bloom.Add(task->pid);
                context.Output.Write(Bloom.MayContain(task->pid) && Bloom.MayContain(Core.Read(in task->pid)) ? 1 : 0);
            }

            [BtfTracepoint("task_rename")]
            public static int OnRename(BtfTracepointContext context, task_struct* task) => (int)Records.Output(context.Pointer, task->group_leader->pid);
            """).Bytes;
        LibbpfCheck.LoadsAll(new Dictionary<string, ReadOnlyMemory<byte>> { ["Sample"] = elf });
        using BpfObject bpf = BpfObject.Open(elf, "Sample");
        bpf.Load();
        IteratorProgram program = bpf.Programs.Get<IteratorProgram>("Run");
        program.Attach();
        using Stream reader = program.OpenReader();
        byte[] record = new byte[28];
        Assert.Equal(record.Length, reader.ReadAtLeast(record, record.Length, throwOnEndOfStream: false));
        Assert.Equal([Environment.ProcessId, thread], MemoryMarshal.Cast<byte, int>(record.AsSpan(0, 8)).ToArray());
        Assert.Equal(File.ReadAllText($"/proc/self/task/{thread}/comm").TrimEnd(), Encoding.UTF8.GetString(record.AsSpan(8, 16)).TrimEnd('\0'));
        Assert.Equal(1, record[24]);
    }

    // The programs of sockets, which call the first three, have no pointers to objects of the kernel, and the kernel has no parameters of ciphers.
    private static readonly string[] s_withoutKernelObjects = ["RedirectMessage", "Redirect", "Assign", "Create"];

    // A member that takes a reference to read it is used above. Intrinsics ask about the field instead.
    [Fact]
    public void EveryMemberThatReadsThroughAReferenceIsTried()
    {
        string source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "../../../Kernel", nameof(KernelArgumentTests) + ".cs"));
        string[] missing =
        [
            .. typeof(BpfMapDeclaration).Assembly.GetExportedTypes().Where(type => !type.IsSubclassOf(typeof(Delegate)))
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static))
                .Where(method => method.GetParameters().Any(parameter => parameter.IsIn) && !IsIntrinsic(method))
                .Select(method => method.Name).Distinct().Except(s_withoutKernelObjects)
                .Where(name => !System.Text.RegularExpressions.Regex.IsMatch(source, $@"\.{name}\([^;]*\b(task|own)->")),
        ];
        Assert.Empty(missing);

        static bool IsIntrinsic(MethodInfo method) => method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "BpfIntrinsicAttribute");
    }

    [Theory]
    [InlineData("BPF0416", "Hash.TryGetValue(1, out task->pid);", "'pid'")]
    [InlineData("BPF0416", "Set(ref task->group_leader->pid); static void Set(ref int value) => value = 1;", "'pid'")]
    [InlineData("BPF0416", "Set(ref task->pid); static int Set(ref int value) => value;", "'pid'")]
    [InlineData("BPF0416", "System.Threading.Interlocked.Increment(ref task->pid);", "'pid'")]
    [InlineData("BPF0416", "BpfHelpers.TryReadUser(1UL, out task->pid);", "'pid'")]
    [InlineData("BPF0406", "Bits.Update(task->in_execve, 1);", "'in_execve'")]
    [InlineData("BPF0406", "Bits.Update(1, task->group_leader->in_execve);", "'in_execve'")]
    [InlineData("BPF0401", "task->pid = 1;", "Core.Read")]
    [InlineData("BPF0401", "task = (task_struct*)BpfHelpers.GetCurrentTask(); Hash.Update(task->pid, 1);", "Core.Read", "(task_struct*)null")]
    [InlineData("BPF0401", "task = (task_struct*)BpfHelpers.GetCurrentTask(); Hash.Update(1, task->group_leader->pid);", "Core.Read", "(task_struct*)null")]
    public void OtherUsesAreReported(string id, string statements, string message, string task = "(task_struct*)BpfHelpers.GetCurrentTaskBtf()")
    {
        CompilationResult result = BpfSource.Compile(KernelRun.Class($$"""
            [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<int, int> Hash = new();
            [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<uint, uint> Bits = new();

            [SyscallProgram]
            public static int Run(ref long call)
            {
                task_struct* task = {{task}};
                {{statements}}
                return 0;
            }
            """), architectures: KernelRun.HostArchitecture);
        CompilerDiagnostic[] errors = [.. result.Diagnostics.Where(item => item.Severity == CompilerDiagnosticSeverity.Error).DistinctBy(item => item.Message)];
        CompilerDiagnostic error = Assert.Single(errors);
        Assert.Equal(id, error.Id);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFieldOfAnotherWidthIsRefused()
    {
        KernelRequirement.NeedRoot();
        ReadOnlyMemory<byte> elf = KernelRun.Object("""
            [KernelStruct("task_struct", CheckAtBuild = false)] public struct Task { public long tgid; }
            [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<long, int> Hash = new();

            [SyscallProgram]
            public static int Run(ref long call) => (int)Hash.Update(((Task*)BpfHelpers.GetCurrentTaskBtf())->tgid, 1);
            """).Bytes;
        using BpfObject bpf = BpfObject.Open(elf, "Sample");
        BpfException refusal = Assert.ThrowsAny<BpfException>(bpf.Load);
        Assert.Contains("task_struct.tgid", refusal.Message, StringComparison.Ordinal);
    }
}
