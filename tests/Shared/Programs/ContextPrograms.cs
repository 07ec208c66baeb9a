namespace Bpf.Testing;

/// <summary>Programs that read a tracepoint record in all the ways that C# allows.</summary>
internal static class ContextPrograms
{
    /// <summary>The name of the thread before it is renamed.</summary>
    public const string OldName = "0123456789abcde";

    /// <summary>Its name afterward.</summary>
    public const string NewName = "fedcba987654321";

    // The format of task:task_rename; the offsets of the names are only multiples of 4.
    private const string Record = """
        [InlineArray(16)] public struct Name
        {
            private byte _first;
            public readonly int Sum() { int sum = 0; for (int i = 0; i < 16; i++) sum += this[i]; return sum; }
        }
        public struct Half { public int First; public int Second; }
        public struct Rename { public ulong Common; public int Task; public Name Old; public Name New; public short Score; }
        public struct Fixed { public ulong Common; public int Task; public fixed byte Old[16]; public fixed byte New[16]; }
        public struct Nested { public ulong Common; public int Task; public Half First; public Half Second; public Half Third; public Half Fourth; }
        static readonly int Watched;
        static int s_runs, s_x, s_y;
        static Name s_name;
        """;

    /// <summary>Each reads the record once per run. S is the sum of the bytes of the new name, F its first byte, 'f', and T the third, 'd'.</summary>
    public static IReadOnlyList<(string Parameter, string Body, int X, int Y)> All { get; } =
    [
        ("in Rename r", "s_x = r.New[0]; s_name = r.New;", 'f', 0),
        ("in Rename r", "s_x = r.New[0]; s_y = r.New[2]; s_name = r.New; Name copy = r.New; s_x += copy[0];", 2 * 'f', 'd'),
        ("in Rename r", "if (r.Old[0] == '0') s_x = 1; s_name = r.New; if (r.Old[0] == '0') s_y = r.Old[1];", 1, '1'),
        ("in Rename r", "Rename copy = r; s_name = copy.New; s_x = copy.Old[1]; s_y = copy.Task == 0 ? 0 : 1;", '1', 1),
        ("in Rename r", "s_name = s_x == 0 ? r.New : r.Old; s_x = r.New[0];", 'f', 0),
        ("in Rename r", "int sum = 0; for (int i = 0; i < 16; i++) sum += r.New[i]; s_x = sum; s_name = r.New;", Sum, 0),
        ("in Rename r", "foreach (byte b in r.New) s_x += b; s_y = r.New[(s_y + 2) & 15];", Sum, 'd'),
        ("in Rename r", "s_x = r.New[r.Task & 0]; s_y = r.New[(r.Task & 0) + 2]; s_name = r.New;", 'f', 'd'),
        ("ref Rename r", "s_x = r.New[0]; s_name = r.New; s_y = r.New[2];", 'f', 'd'),
        ("Rename* r", "s_x = r->New[0]; s_name = r->New; s_y = r->New[2]; Rename copy = *r; s_x += copy.New[0];", 2 * 'f', 'd'),
        ("in Fixed r", "s_x = r.New[0]; s_y = r.New[(s_y + 2) & 15];", 'f', 'd'),
        ("in Fixed r", "for (int i = 0; i < 16; i++) s_x += r.New[i]; fixed (byte* p = r.New) s_y = p[2];", Sum, 'd'),
        ("in Rename r", "byte* p = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in r)); s_x = p[28]; s_y = *(p + 30); s_name = *(Name*)(p + 28);", 'f', 'd'),
        ("in Rename r", "byte* p = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in r)) + (r.Task & 0) + 28; if (BpfHelpers.TryReadKernel(p, out byte b)) s_x = b;", 'f', 0),
        ("ref Rename r", "byte* p = (byte*)Unsafe.AsPointer(ref r) + (r.Task & 0) + 28; if (BpfHelpers.TryReadKernel(p, out byte b)) s_x = b;", 'f', 0),
        ("in Rename r", "fixed (Rename* p = &r) { s_x = p->New[0]; s_name = p->New; s_y = ((byte*)p)[30]; }", 'f', 'd'),
        ("in Rename r", "ref readonly Rename s = ref r; ref readonly Name n = ref s.New; s_x = n[0]; s_name = n; s_y = n[2];", 'f', 'd'),
        ("in Rename r", "s_x = SumOf(in r); s_name = r.New; s_y = Third(r.New);", Sum, 'd'),
        ("in Rename r", "s_x = SumOf(in r) + SumOf(in r); Keep(in r.New); s_y = Third(in r.New);", 2 * Sum, 'd'),
        ("in Rename r", "s_x = ByValue(r); s_y = Third(r.New);", 'f', 'd'),
        ("in Rename r", "s_x = Offset(in r, 28); s_y = Offset(in r, 30);", 'f', 'd'),
        ("in Rename r", "s_x = r.New.Sum(); s_name = r.New;", Sum, 0),
        ("in Rename r", "ReadOnlySpan<byte> n = r.New; s_x = n[0]; s_y = n[2]; s_name = r.New; if (n.SequenceEqual(\"fedcba987654321\\0\"u8)) s_x += 1000;", 'f' + 1000, 'd'),
        ("in Rename r", "var n = MemoryMarshal.CreateReadOnlySpan(in r.New[0], 16); foreach (byte b in n) s_x += b; s_y = n[(s_y + 2) & 15];", Sum, 'd'),
        ("in Rename r", "var n = MemoryMarshal.CreateReadOnlySpan(in r.New[1], r.Task == 0 ? 3 : 4); s_x = n.Length; s_y = n[(s_y + 1) & 1];", 4, 'd'),
        ("in Rename r", "s_x = (int)(Unsafe.ReadUnaligned<ulong>(in r.New[0]) & 0xff); s_y = Unsafe.Add(ref Unsafe.AsRef(in r.New[0]), 2); s_name = Unsafe.As<byte, Name>(ref Unsafe.AsRef(in r.New[0]));", 'f', 'd'),
        ("in Rename r", "Names.Update(r.New, 1); Names.Update(r.Old, 2); if (Names.TryGetValue(r.New, out int a) && Names.TryGetValue(r.Old, out int b)) s_x = a * 10 + b; Tasks.Update(r.Task, r.New); if (Tasks.TryGetRef(r.Task, out BpfRef<Name> n)) s_y = n.Value[2];", 12, 'd'),
        ("in Rename r", "if (Ring.TryReserve(out BpfRef<Rename> e)) { s_x = r.New[0]; e.Value.New = r.New; e.Value.Old = r.Old; s_y = e.Value.New[2]; Ring.Discard(e); }", 'f', 'd'),
        ("in Rename r", "Out o = new Out { Task = r.Task, New = r.New, Old = r.Old }; s_x = o.New[0]; s_y = o.New[(s_y + 2) & 15]; Ring2.Output(o);", 'f', 'd'),
        ("in Nested r", "Half a = r.Second, b = r.Third; s_x = a.First + b.Second; s_y = r.Second.First + r.Third.Second; s_x = s_x == s_y ? 1 : 2; s_y = 0;", 1, 0),
        ("in Rename r", "(Name a, Name b) = (r.New, r.Old); s_x = a[0]; s_y = b[1]; s_name = r.New;", 'f', '1'),
    ];

    private static int Sum => NewName.Sum(character => character);

    /// <summary>The text of one program, a class of that name.</summary>
    public static string Source(string name, string parameter, string body) => $$"""
        [BpfObject(License = "GPL")]
        public static unsafe class {{name}}
        {
            {{Record}}
            public struct Out { public int Task; public Name New; public Name Old; }
            [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<Name, int> Names = new();
            [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<int, Name> Tasks = new();
            [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Rename> Ring = new();
            [BpfMap(ByteSize = 4096)] static readonly BpfRingBuffer<Out> Ring2 = new();
            [Tracepoint("task:task_rename")] public static int Run({{parameter}})
            {
                if (BpfHelpers.CurrentProcessId != Watched || s_runs != 0)
                    return 0;
                s_runs = 1;
                {{body}}
                return 0;
            }
            static int SumOf(in Rename r) { int sum = 0; for (int i = 0; i < 16; i++) sum += r.New[i]; return sum + (r.New[0] - r.New[0]); }
            static int Third(in Name name) => name[2];
            static void Keep(in Name name) { s_name = name; s_x += name[0] - name[0]; }
            static int ByValue(Rename r) => r.New[0];
            static byte Offset(in Rename r, int offset) => Unsafe.AddByteOffset(ref Unsafe.As<Rename, byte>(ref Unsafe.AsRef(in r)), offset);
        }
        """;
}
