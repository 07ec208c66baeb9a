using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>Bad objects, tokens and rings: type and errno of the exception, and that its message names the subject and the cause.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Program = """SEC("socket") int program(struct __sk_buff *skb) { return 0; }""";
    private readonly string _directory = Directory.CreateTempSubdirectory("bpf-errors-").FullName;

    public static TheoryData<string, string, string[]> TokenPaths => new()
    {
        { "missing", "/no/such/place", ["ENOENT", "no such directory"] },
        { "no directory", "/etc/passwd", ["ENOTDIR", "not a directory"] },
        { "no BPF file system", "/tmp", ["EINVAL", "not a BPF file system"] },
        { "initial namespace", "/sys/fs/bpf", ["EOPNOTSUPP", "only work inside a user namespace"] },
        { "too long", "/" + new string('x', 4096), ["ENAMETOOLONG", "longer than 4095 bytes"] },
    };

    public static TheoryData<string, string, Errno?, string[]> Opening => new()
    {
        { "legacy maps", """struct { int type; } legacy SEC("maps") = { 1 };""" + Program, Errno.EOPNOTSUPP, ["'bad'", "old section 'maps'", "Dialect to Cilium"] },
        { "static program", """SEC("socket") static int hidden(struct __sk_buff *skb) { return 0; } void *keep = hidden;""", null, ["hidden", "must be global"] },
        { "no type", Map("__uint(max_entries, 1);"), null, ["'m'", "has no type"] },
        { "unknown member", Map("__uint(type, 1); __uint(color, 7);"), Errno.EOPNOTSUPP, ["bad:m", "unknown member 'color'"] },
        { "two key sizes", Map("__uint(type, 1); __uint(key_size, 8); __type(key, int);"), null, ["4 bytes, but another member sets 8"] },
        { "unknown pinning", Map("__uint(type, 1); __uint(pinning, 7);"), null, ["'m'", "unknown pinning 7"] },
        { "pinned inner map", Map("__uint(type, 12); __uint(max_entries, 1); __type(key, int); __array(values, struct { __uint(type, 2); __uint(pinning, 1); });"), null, ["m", "cannot be pinned"] },
        { "two arenas", Arena("a", 1) + Arena("b", 1) + Program, Errno.EINVAL, ["two arenas, 'a' and 'b'"] },
    };

    public static TheoryData<string, string, Errno?, string[]> Loading => new()
    {
        { "unknown section", """SEC("sockett") int program(void *c) { return 0; }""", Errno.EINVAL, ["bad:program", "'sockett' is unknown", "socket"] },
        { "no such option", """extern int CONFIG_NO_SUCH __kconfig; SEC("socket") int program(void *c) { return CONFIG_NO_SUCH; }""", Errno.ESRCH, ["bad:CONFIG_NO_SUCH", "/proc/config.gz"] },
        { "no such symbol", """extern const void no_such __ksym; SEC("socket") int program(void *c) { return (long)&no_such; }""", Errno.ESRCH, ["bad:no_such", "/proc/kallsyms"] },
        { "no such variable", """extern const int no_such __ksym; SEC("socket") int program(void *c) { return (long)&no_such; }""", Errno.ESRCH, ["bad:no_such", "no such variable"] },
        { "no such function", """extern int no_such(void) __ksym; SEC("socket") int program(void *c) { return no_such(); }""", Errno.ESRCH, ["bad:no_such", "no such function"] },
        { "too large an option", """extern char CONFIG_HZ __kconfig; SEC("socket") int program(void *c) { return CONFIG_HZ; }""", Errno.EINVAL, ["CONFIG_HZ", "1000"] },
        { "other signature", """extern int bpf_rcu_read_lock(int x) __ksym; SEC("socket") int program(void *c) { return bpf_rcu_read_lock(1); }""", Errno.EINVAL, ["bpf_rcu_read_lock", "int(int)", "void"] },
        { "common symbol", """int common; SEC("socket") int program(void *c) { return common; }""", null, ["bad:program", "'common'", "COMMON", "Instruction 0"] },
        { "other section", """int odd SEC("elsewhere") = 1; SEC("socket") int program(void *c) { return odd; }""", null, ["'odd'", "'elsewhere'", "neither maps nor globals"] },
        { "call of a program", """SEC("socket") __attribute__((noinline)) int other(struct __sk_buff *s) { return s->len; } SEC("tc") int program(struct __sk_buff *s) { return other(s); }""", null, ["bad:program", "must be there"] },
        { "no such field", """struct task_struct { int no_such; } __attribute__((preserve_access_index)); SEC("raw_tp") int program(struct task_struct *t) { int v; bpf_probe_read_kernel(&v, 4, &t->no_such); return v; }""", Errno.EINVAL, ["bad:program", "task_struct", "no_such"] },
        { "missing function", """extern int no_such(void) __ksym __weak; SEC("socket") int program(void *c) { return no_such(); }""", Errno.EINVAL, ["bad:program", "no_such", "kernel does not have the function"] },
        { "small arena", Arena("a", 1) + """char large[5000] SEC(".addr_space.1") = { 1 };""" + Program, Errno.E2BIG, ["bad:a", "5000 bytes", "max_entries"] },
        { "verifier", """SEC("socket") int program(struct __sk_buff *skb) { return *(volatile int *)(long)skb->len; }""", Errno.EACCES, ["bad:program", "invalid mem access", "inline.c"] },
    };

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [MemberData(nameof(TokenPaths))]
    public void BadTokenPath(string what, string path, string[] texts)
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(KernelFeatures.For(null).Token.IsSupported, "tokens came with kernel 6.9");
        KernelFileSystem.Bpf.Need();
        using BpfObject target = BpfObject.Open(CObject.Compile("globals"), "globals", new BpfObjectOptions { TokenPath = path });
        AssertSays(what, Assert.Throws<BpfException>(target.Load), texts);
        Assert.Throws<BpfStateException>(target.Load);
    }

    [Theory]
    [MemberData(nameof(Opening))]
    public void BadObject(string what, string source, Errno? errno, string[] texts)
    {
        byte[] bytes = Compile(source);
        BpfException exception = Assert.ThrowsAny<BpfException>(() => BpfObject.Open(bytes, "bad"));
        Assert.Equal(errno, exception.Errno);
        AssertSays(what, exception, texts);
    }

    [Theory]
    [MemberData(nameof(Loading))]
    public void ObjectThatCannotBeLoaded(string what, string source, Errno? errno, string[] texts)
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(Compile(source, "-fcommon"), "bad", new BpfObjectOptions { KernelConfig = "CONFIG_HZ=1000" });
        int before = Descriptors();
        BpfException exception = Assert.ThrowsAny<BpfException>(target.Load);
        Assert.Equal(errno, exception.Errno);
        AssertSays(what, exception, texts);
        Assert.Equal(before, Descriptors());
        Assert.False(target.Programs[0].IsLoaded);
    }

    [Fact]
    public void OtherByteOrder()
    {
        byte[] bytes = CObject.Compile("globals", "-mbig-endian");
        using BpfObject target = BpfObject.Open(bytes, "big");
        using BpfObject native = BpfObject.Open(CObject.Compile("globals"), "native");
        Assert.Equal(native.Programs.Select(program => program.Name), target.Programs.Select(program => program.Name));
        Assert.Equal(native.Maps.Select(map => map.Name), target.Maps.Select(map => map.Name));
        Assert.Equal(native.Programs["compute"].Instructions.Length, target.Programs["compute"].Instructions.Length);
        Assert.Equal(
            native.Programs["compute"].Instructions.ToArray().Select(instruction => (instruction.Opcode, instruction.Destination, instruction.Source, instruction.Offset)),
            target.Programs["compute"].Instructions.ToArray().Select(instruction => (instruction.Opcode, instruction.Destination, instruction.Source, instruction.Offset)));
        Assert.Equal(native.Programs["compute"].SourceOf(0)!.Line, target.Programs["compute"].SourceOf(0)!.Line);
        AssertSays("byte order", Assert.Throws<BpfObjectFormatException>(target.Load), ["'big'", "It is big-endian, but this machine is little-endian"]);
    }

    [Fact]
    public void NoSymbolTable()
    {
        byte[] bytes = (byte[])CObject.Compile("globals").Clone();
        long sections = BitConverter.ToInt64(bytes, 40);
        for (int i = 0; i < BitConverter.ToUInt16(bytes, 60); i++)
        {
            int type = (int)sections + (i * 64) + 4;
            if (BitConverter.ToUInt32(bytes, type) == 2)
            {
                BitConverter.TryWriteBytes(bytes.AsSpan(type), 1u);
            }
        }

        AssertSays("symbol table", Assert.Throws<BpfObjectFormatException>(() => BpfObject.Open(bytes, "bad")), ["'bad'", "no symbol table", "stripped"]);
    }

    [Fact]
    public void DamagedTypes()
    {
        byte[] bytes = (byte[])CObject.Compile("maps").Clone();
        int btf = bytes.AsSpan().IndexOf(new byte[] { 0x9F, 0xEB, 1, 0, 24 });
        bytes[btf + 2] = 9;
        AssertSays("types", Assert.Throws<BpfObjectFormatException>(() => BpfObject.Open(bytes, "bad")), ["bad", "version 9"]);
    }

    [Fact]
    public void PinnedElsewhereOrDifferently()
    {
        KernelRequirement.NeedRoot();
        string path = $"{KernelFileSystem.Bpf.Need()}/errors-{Environment.ProcessId}";
        using BpfObject first = Pinned(1, path);
        try
        {
            first.Load();
            using BpfObject second = Pinned(2, path);
            AssertSays("pinned differently", Assert.Throws<BpfException>(second.Load), [path, "capacity 1 instead of 2"]);
        }
        finally
        {
            File.Delete(path);
        }

        using BpfObject third = Pinned(1, _directory + "/m");
        AssertSays("pinned elsewhere", Assert.Throws<BpfException>(third.Load), [_directory, "not in a BPF file system"]);
        Assert.Empty(Directory.GetFiles(_directory));

        static BpfObject Pinned(int entries, string path)
        {
            BpfObject target = BpfObject.Open(Compile(Map($"__uint(type, 2); __uint(max_entries, {entries}); __type(key, int); __type(value, int);")), "bad");
            target.Maps["m"].PinPath = path;
            return target;
        }
    }

    [Fact]
    public void AmbiguousRelocation()
    {
        KernelRequirement.NeedRoot();
        string kernel = Path.Combine(_directory, "kernel.o");
        File.WriteAllBytes(kernel, Compile("struct thing___one { int wanted; } one; struct thing___two { long before; int wanted; } two; " + Program));
        byte[] bytes = Compile("""
            struct thing { int wanted; } __attribute__((preserve_access_index));
            SEC("socket") int program(struct __sk_buff *skb) { return __builtin_preserve_field_info(((struct thing *)0)->wanted, 0); }
            """);
        using BpfObject target = BpfObject.Open(bytes, "bad", new BpfObjectOptions { TargetBtfPath = kernel });
        BpfException exception = Assert.ThrowsAny<BpfException>(target.Load);
        AssertSays("ambiguous", exception, ["thing", "wanted", "thing___one", "thing___two"]);
    }

    [Fact]
    public void MapThatWasNotCreated()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(
            Compile(Map("__uint(type, 2); __uint(max_entries, 1); __type(key, int); __type(value, int);", """SEC("socket") int program(void *c) { int k = 0; return bpf_map_lookup_elem(&m, &k) != 0; }""")), "bad");
        target.Maps["m"].AutoCreate = false;
        AssertSays("not created", Assert.Throws<VerifierException>(target.Load), ["bad:program", "map 'm'", "AutoCreate is false"]);
    }

    [Fact]
    public void WrongPhase()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(CObject.Compile("maps"), "maps");
        target.Load();
        AssertSays("phase", Assert.Throws<BpfStateException>(target.Load), ["'maps'", "loaded only once"]);
        AssertSays("phase", Assert.Throws<BpfStateException>(() => target.Maps["hash"].MaxEntries = 5), ["'hash'", "between Open and Load"]);
        AssertSays("phase", Assert.Throws<BpfStateException>(() => target.Programs["store"].Type = ProgramType.Xdp), ["store", "Load"]);
    }

    [Fact]
    public void TestRunWithoutRoomSaysHowMuchThereWas()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(Compile("""SEC("xdp") int program(struct xdp_md *c) { return 2; } SEC("syscall") int call(void *c) { return 0; }"""), "bad");
        target.Load();
        byte[] packet = Packet.OfLength(64);
        AssertSays("dataOut", Assert.Throws<BpfException>(() => target.Programs["program"].TestRun(packet, dataOut: new byte[10])), ["ENOSPC", "'dataOut' has 10 bytes", $"{packet.Length} bytes of data"]);
        byte[] context = new byte[24];
        BitConverter.TryWriteBytes(context.AsSpan(4), packet.Length);
        AssertSays("contextOut", Assert.Throws<BpfException>(() => target.Programs["program"].TestRun(packet, context, contextOut: new byte[5])),
            ["ENOSPC", "'contextOut' has 5 bytes", "24 bytes of context"]);
        AssertSays("in place", Assert.Throws<BpfException>(() => target.Programs["call"].TestRun(context: context, contextOut: context)), ["EINVAL", "in place"]);
    }

    [Fact]
    public void ProgramArrayOfTwoKinds()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(
            Compile(Map("__uint(type, 3); __uint(max_entries, 1); __type(key, int); __type(value, int);",
                """SEC("socket") int one(void *c) { bpf_tail_call(c, &m, 0); return 0; } SEC("xdp") int two(void *c) { bpf_tail_call(c, &m, 0); return 0; }""")), "bad");
        AssertSays("two kinds", Assert.ThrowsAny<BpfException>(target.Load), ["program array 'm'", "its own array"]);
    }

    [Fact]
    public void HandlerThatThrows()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(CObject.Compile("maps"), "maps");
        target.Load();
        using RingBuffer<(uint A, uint B)> events = new(target.Maps["events"]);
        for (int i = 0; i < 3; i++)
        {
            target.Programs["store"].TestRun(Packet.OfLength(64 + i));
        }

        int seen = 0;
        Assert.Throws<TimeoutException>(() => events.Consume((in (uint A, uint B) _) =>
        {
            if (++seen == 2)
            {
                throw new TimeoutException();
            }
        }));

        // The record for which the handler threw counts as read.
        List<uint> rest = [];
        Assert.Equal(1, events.Consume((in (uint A, uint B) e) => rest.Add(e.A)));
        Assert.Equal([66u], rest);
    }

    private static string Map(string members, string program = Program) => $$"""struct { {{members}} } m SEC(".maps"); {{program}}""";

    private static string Arena(string name, int pages)
        => $$"""struct { __uint(type, 33); __uint(map_flags, BPF_F_MMAPABLE); __uint(max_entries, {{pages}}); } {{name}} SEC(".maps"); """;

    private static byte[] Compile(string source, params string[] arguments)
        => CObject.CompileText("#include \"common.h\"\n" + source + "\n", arguments);

    private static int Descriptors() => Directory.GetFiles("/proc/self/fd").Count(path => new FileInfo(path).LinkTarget?.Contains("bpf", StringComparison.Ordinal) == true);

    private static void AssertSays(string what, BpfException exception, string[] texts)
    {
        foreach (string text in texts)
        {
            Assert.True(exception.Message.Contains(text, StringComparison.OrdinalIgnoreCase), $"{what}: '{text}' is missing in: {exception.Message}");
        }
    }
}
