namespace Bpf.Compiler.Tests.Variables;

/// <summary>The matrix: all declarations, and where each variable lives.</summary>
internal static class VariableCases
{
    private static readonly (string, string) s_bss = (".bss", "X"), s_data = (".data", "X"), s_rodata = (".rodata", "X");

    public static readonly VariableCase[] All =
    [
        // Numbers.
        Bss("static int X;", "X += 2;", "s.Bss.X = 5;", "s.Bss.X", "7"),
        Bss("static ulong X = 0;", "X--;", "", "s.Bss.X", "18446744073709551615"),
        Data("static int X = 5;", "X *= 3;", "s.Data.X += 2;", "s.Data.X", "21"),
        Data("static short X = -3;", "X ^= 1;", "", "s.Data.X", "-4"),
        Bss("static bool X;", "X = true;", "", "s.Bss.X", "True"),
        Data("static char X = 'c';", "X++;", "", "s.Data.X", "d"),
        Bss("static volatile int X;", "X = 9;", "", "s.Bss.X", "9"),
        Data("static E X = E.One;", "X = E.Two;", "", "s.Data.X", "Two"),
        Bss("static unsafe byte* X;", "X = (byte*)5;", "", "s.Bss.X", "5"),
        Data("const int Five = 5; static long X = Five - 4;", "X += Five;", "", "s.Data.X", "6"),
        Data("static int X = Make(4); static int Make(int count) { int sum = 0; for (int i = 0; i < count; i++) sum += i * i; return sum; }", "X++;", "", "s.Data.X", "15"),
        Data("static int X = Other + 1; static int Other = 5;", "X++;", "", "s.Data.X", "2"),
        Data("static int X; static Probe() { X = 3; }", "X++;", "", "s.Data.X", "4"),
        Rodata("static readonly int X;", "Result = X;", "s.Rodata.X = 5;", "s.Rodata.X + s.Bss.Result", "10"),
        Rodata("static readonly long X = 5;", "Result = X;", "s.Rodata.X *= 3;", "s.Rodata.X + s.Bss.Result", "30"),

        // Floating-point variables are only for the host.
        Bss("static double X;", "", "s.Bss.X = 0.5;", "s.Bss.X", "0.5"),
        Data("static double X = 0.25;", "", "s.Data.X += 1;", "s.Data.X", "1.25"),
        Data("static float X = -1.5f;", "", "", "s.Data.X", "-1.5"),
        Data("static decimal X = 1.25m;", "", "", "s.Data.X", "1.25"),
        Bss("static Half X;", "", "s.Bss.X = (Half)2;", "s.Bss.X", "2"),
        Bss("static Int128 X;", "", "s.Bss.X = 77;", "s.Bss.X", "77"),
        Rodata("static readonly double X = 3;", "", "s.Rodata.X /= 2;", "s.Rodata.X", "1.5"),
        Bss("static Mean X;", "X.Count++;", "s.Bss.X.Value = 0.5;", "s.Bss.X.Value + s.Bss.X.Count", "1.5"),
        Error("static double X;", "X += 1;", "BPF0100", "BPF0100"),

        // Structs.
        Bss("static Vec X;", "X.A = 5; X.B = X.A + 1;", "", "s.Bss.X.A * 10 + s.Bss.X.B", "56"),
        Bss("static Vec X = new Vec(0, 0);", "X.A += 2;", "s.Data.X.A = 5;", "s.Data.X.A", "7"),
        Data("static Vec X = new(1, 2);", "X = new Vec(X.B, X.A);", "", "s.Data.X.A * 10 + s.Data.X.B", "21"),
        Data("static Vec X; static Probe() { X.B = 7; }", "X.A = X.B;", "", "s.Data.X.A", "7"),
        Rodata("static readonly Vec X = new(1, 2);", "Result = X.A + X.B;", "s.Rodata.X = new(3, 4);", "s.Bss.Result", "7"),
        Bss("static Nest X;", "X.V.A = 3; X.E = E.Two; X.Bytes[2] = 9;", "", "s.Bss.X.V.A + (int)s.Bss.X.E", "5"),
        Bss("static (int A, ulong B) X;", "X.A = 5; X.B = ulong.MaxValue;", "", "s.Bss.X.A + \" \" + s.Bss.X.B", "5 18446744073709551615"),
        Data("static (byte, long, (short, int)) X = (1, 2, (3, 4));", "X.Item1++; X.Item3.Item2 += (int)X.Item2;", "", "s.Data.X", "(2, 2, (3, 6))"),
        Bss("static int? X;", "X = X.HasValue ? X + 1 : 5;", "s.Bss.X = 7;", "s.Bss.X", "8"),
        Data("static int? X = 5;", "X = null;", "", "s.Data.X.HasValue", "False"),
        Rodata("static readonly long? X = 5;", "Result = X ?? -1;", "s.Rodata.X = null;", "s.Bss.Result + (s.Rodata.X is null ? 10 : 0)", "9"),

        // Properties.
        Bss("static int X { get; set; }", "X += 2;", "s.Bss.X = 5;", "s.Bss.X", "7"),
        Data("static int X { get; set; } = 5;", "X += 2;", "", "s.Data.X", "7"),
        Rodata("static int X { get; } = 5;", "Result = X;", "s.Rodata.X = 8;", "s.Bss.Result", "8"),
        Bss("static int X { get => field; set => field = value & 7; }", "X = 13;", "", "s.Bss.X", "5"),
        new("static int X => 5;") { Program = "Result = X;", Read = "s.Bss.Result", Expected = "5" },
        new("const int X = 5;") { Program = "Result = X;", Read = "s.Bss.Result", Expected = "5" },

        // Arrays.
        Bss("static readonly ulong[] X = new ulong[64];", "X[5]++; X[63] = X[5] + 1;", "s.Bss.X[5] = 9;", "s.Bss.X[5] + s.Bss.X[63] + (ulong)s.Bss.X.Length", "85"),
        Data("static readonly int[] X = [1, 2, 3];", "ref int x = ref X[1]; x += 5;", "s.Data.X[1] = 10;", "s.Data.X[1]", "15"),
        Data("static readonly int[] X = { 1, 2, 3 };", "Span<int> span = X; span[2] = span.Length;", "s.Data.X[2] = 10;", "s.Data.X[2]", "3"),
        Data("static readonly long[] X = [1, 2, 3];", "System.Threading.Interlocked.Add(ref X[0], 5);", "", "s.Data.X[0]", "6"),
        Data("static readonly long[] X = [1, 2, 3];", "unsafe { fixed (long* x = X) x[1] = 8; }", "", "s.Data.X[1]", "8"),
        Data("static readonly long[] X = [1, 2, 3]; static void Set(ref long x) => x = 9;", "Set(ref X[1]);", "", "s.Data.X[1]", "9"),
        Data("static readonly Vec[] X = [new(1, 2), new(3, 4)];", "X[1].B = X[0].A;", "", "s.Data.X[1].B", "1"),
        Data("static int[] X = [1, 2];", "Result = X[1];", "s.Data.X[1] = 6;", "s.Bss.Result", "6"),
        Bss("static int[] X = new int[3];", "X[1] = X.Length;", "", "s.Bss.X[1]", "3"),
        Data("static readonly int[] X = Squares(); static int[] Squares() { int[] made = new int[5]; for (int i = 0; i < 5; i++) made[i] = i * i; return made; }",
            "X[0] = X[4];", "", "s.Data.X[0]", "16"),
        Data("static readonly int[] X = new int[3]; static Probe() { X[1] = 5; }", "X[2] = X[1];", "", "s.Data.X[2]", "5"),
        Rodata("static readonly int[] X = [1, 2, 3];", "foreach (int x in X) Result += x;", "s.Rodata.X = [10, 20, 30];", "s.Bss.Result + s.Rodata.X[2]", "90"),
        Rodata("static readonly int[] X = [1, 2, 3];", "ReadOnlySpan<int> span = X; Result = span[1] + X[^1];", "", "s.Bss.Result", "5"),
        Rodata("static readonly int?[] X = [1, null];", "Result = X[1] ?? -1;", "s.Rodata.X = new int?[] { null, 4 };", "s.Bss.Result + s.Rodata.X.Length", "6"),
        Data("static int?[] X = [1, null];", "X[0] = X[1] + 1;", "s.Data.X[1] = 4;", "s.Data.X[0]", "5"),
        new("static int größe, gräe = 5;") { Program = "größe = gräe + 1; gräe = 9;", Before = "s.Data.gräe = 7;", Read = "s.Bss.größe * 10 + s.Data.gräe", Expected = "89" },
        new("static int LICENSE;") { Program = "LICENSE++;", Before = "s.Bss.LICENSE = 4;", Read = "s.Bss.LICENSE", Expected = "5" },
        Data("static int X = 5;", "X++;", "s.Bss.X = 7;", "s.Data.X + s.Bss.X", "16"),
        Rodata("static readonly Vec[] X = [new(1, 2), new(3, 4)]; static int Sum(in Vec v) => v.A + v.B;", "Result = Sum(in X[1]);", "", "s.Bss.Result", "7"),
        Rodata("static readonly ushort[] X = new ushort[100];", "Result = X[99];", "ushort[] seven = new ushort[100]; seven.AsSpan().Fill(7); s.Rodata.X = seven;", "s.Bss.Result", "7"),
        Data("static readonly byte[] X = \"GET\"u8.ToArray();", "X[0]++;", "", "s.Data.X[0]", "72"),
        Rodata("static readonly byte[] X = [.. \"ab\"u8, (byte)'c'];", "Result = X[0] + X[2];", "", "s.Bss.Result", "196"),
        Rodata("static readonly int[] X = Counts(); static int[] Counts() { int[] made = new int[8]; for (uint i = 0; i < 8; i++) made[i] = System.Numerics.BitOperations.PopCount(i); return made; }",
            "Result = X[7];", "s.Rodata.X[7].ToString();", "s.Bss.Result", "3"),
        Rodata("static readonly Guid X = Guid.Empty;", "Result = X == Guid.Empty ? 5 : 6;", "", "s.Bss.Result", "5"),
        new("static readonly int[] X = [];") { Program = "Result = X.Length + 1;", Read = "s.Bss.Result", Expected = "1" },
        new("static readonly int[] X;") { },
        Error("static readonly int[] X;", "Result = X[0];", "", "BPF0135"),
        Error("static readonly int[] X = [1, Environment.ProcessId];", "", "BPF0135", "BPF0135"),
        Error("static readonly int[] X = [1, 2]; static void Break(in int x) => System.Runtime.CompilerServices.Unsafe.AsRef(in x) = 5;", "Break(in X[1]);", "", "BPF0150"),
        Error("static readonly int[] X = Make(); static int[] Make() => new int[0];", "", "", "BPF0150"),
        Error("static readonly int[] Y = [1]; static readonly int[] X = Y;", "", "BPF0135", "BPF0135"),

        // Elsewhere.
        new("static class Nested { public static int X; }") { Program = "Nested.X += 2; Result = Nested.X;", Variable = (".bss", "Nested_X"), Read = "s.Bss.Result", Expected = "2" },
        new("static class Nested<T> where T : unmanaged { public static T X; }")
            { Program = "Nested<int>.X = 3; Nested<long>.X = 4; Result = Nested<int>.X + Nested<long>.X;", Read = "s.Bss.Result", Expected = "7" },
        new("static class Nested { public static readonly int[] X = [4, 5]; }") { Program = "Result = Nested.X[1];", Read = "s.Bss.Result", Expected = "5" },
        new("static class Nested { public static readonly int[] X = [4, 5]; }")
            { Program = "Nested.X[1]++; Result = Nested.X[1];", Variable = (".data", "Nested_X"), Read = "s.Bss.Result", Expected = "6" },

        new("static class A { public static class Nested { public static int X; } } static class B { public static class Nested { public static int X; } }")
            { Program = "A.Nested.X = 3; B.Nested.X = 4; Result = A.Nested.X * 10 + B.Nested.X;", Variable = (".bss", "Nested_X_2"), Read = "s.Bss.Result", Expected = "34" },

        // Not part of the object's memory.
        new("static string X = \"\"; static readonly object Y = new(); static string[] Z = [];"),
        Error("[ThreadStatic] static int X;", "X++;", "BPF0136", "BPF0136"),
        new("[ThreadStatic] static int X;"),
        Error("static string[] X = [\"\"];", "Result = X.Length;", "BPF0136", "BPF0136"),
        Error("static int[,] X = new int[2, 2];", "Result = X[1, 1];", "BPF0136", "BPF0136"),
        Data("static (byte, (short, int), (byte, byte, byte)) X = (1, (2, 3), (4, 5, 6));", "X.Item3.Item2 += X.Item1;", "", "s.Data.X", "(1, (2, 3), (4, 6, 6))"),
        Error("static DateTime X;", "", "BPF0201", "BPF0201"),
        Error("static BpfSpinLock X;", "", "BPF0138", "BPF0138"),
        Error("static readonly int X = Environment.ProcessId;", "", "BPF0135", "BPF0135"),
    ];

    private static VariableCase Bss(string declaration, string program, string before, string read, string expected)
        => Variable(declaration, program, before, read, expected) with { Group = "Variable", Variable = s_bss };

    private static VariableCase Data(string declaration, string program, string before, string read, string expected)
        => Variable(declaration, program, before, read, expected) with { Group = "Variable", Variable = s_data };

    private static VariableCase Rodata(string declaration, string program, string before, string read, string expected)
        => Variable(declaration, program, before, read, expected) with { Group = "Rodata", Variable = s_rodata };

    private static VariableCase Variable(string declaration, string program, string before, string read, string expected)
        => new(declaration) { Program = program, Before = before, Read = read, Expected = expected };

    private static VariableCase Error(string declaration, string program, string editor, string compiler)
        => new(declaration) { Program = program, Editor = editor, Compiler = compiler };
}
