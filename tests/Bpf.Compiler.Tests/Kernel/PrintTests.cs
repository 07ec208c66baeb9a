using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary><c>BpfHelpers.Print</c> writes to the trace pipe what the interpolated string says.</summary>
public sealed class PrintTests
{
    private readonly string _trace = $"{KernelFileSystem.Trace.Need()}/trace";

    [Theory]
    [Row(41, 93)]
    [InlineData("""$"{a} {(int)a} {(uint)a}" """, -5, "-5 -5 4294967291")]
    [InlineData("""$"{(ulong)a}" """, -1, "18446744073709551615")]
    [InlineData("""$"{(byte)a} {(sbyte)a} {(short)a}" """, 200, "200 -56 200")]
    [InlineData("""$"{a:x} {(uint)a:X8} {(int)a:d5}" """, 0xBEEF, "beef 0000BEEF 48879")]
    [InlineData("""$"[{(int)a,6}] [{(int)a,-6}]" """, 42, "[    42] [42    ]")]
    [InlineData("""$"{a > 3} {(char)a}" """, 'z', "1 z")]
    [InlineData("""$"100% {(a > 3 ? 7 : 8)} {a switch { 1 => 10, 4 => 20, _ => 30 }}" """, 4, "100% 7 20")]
    [InlineData("""$"{a} {a + 1} {a + 2} {a + 3} {a + 4}" """, 1, "1 2 3 4 5")]
    [InlineData("""$"{DayOfWeek.Friday} {"constant"} {(DayOfWeek)a}" """, 2, "5 constant 2")]
    [InlineData("""$"{"text"u8}!" """, 0, "text!")]
    [InlineData("\"no values\"", 0, "no values")]
    [InlineData("""$"no values either" """, 0, "no values either")]
    public void PrintsTheExpectedText(string text, long value, string expected)
    {
        string mark = Guid.NewGuid().ToString("N")[..12];
        string argument = text.Trim() is ['$', ..] interpolated ? "$\"" + mark + ' ' + interpolated[2..] : "\"" + mark + ' ' + text.Trim()[1..];
        KernelRun.Syscall($$"""
            public struct Call { public long A; public long Result; }
            [SyscallProgram]
            public static int Run(ref Call call)
            {
                long a = call.A;
                call.Result = BpfHelpers.Print({{argument}});
                return 0;
            }
            """, [value, 0], after => Assert.True(after[1] > 0, $"bpf_trace_printk gave {after[1]}"));
        string[] lines = [.. File.ReadLines(_trace).Where(line => line.Contains(mark, StringComparison.Ordinal))];
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.EndsWith($"{mark} {expected}", line, StringComparison.Ordinal));
    }

    [Fact]
    public void PrintsInFinallyBlocksAndLoops()
    {
        string mark = Guid.NewGuid().ToString("N")[..12];
        KernelRun.Syscall($$"""
            public struct Call { public long A; public long Result; }
            [SyscallProgram]
            public static int Run(ref Call call)
            {
                long a = call.A;
                for (int i = 0; i < 3; i++)
                    BpfHelpers.Print($"{{mark}} round {i}");
                try
                {
                    if (a > 1)
                        return 1;
                }
                finally
                {
                    BpfHelpers.Print($"{{mark}} last {(a > 3 ? a : 0)}");
                }
                return 0;
            }
            """, [5, 0], _ => { });
        string[] lines = [.. File.ReadLines(_trace).Where(line => line.Contains(mark, StringComparison.Ordinal)).Select(line => line[line.IndexOf(mark, StringComparison.Ordinal)..])];
        string[] once = [$"{mark} round 0", $"{mark} round 1", $"{mark} round 2", $"{mark} last 5"];
        Assert.Equal([.. once, .. once], lines);
    }

    [Fact]
    public void PrintsTextAtPointers()
    {
        string mark = Guid.NewGuid().ToString("N")[..12];
        KernelRun.Syscall($$"""
            public struct Call { public long A; public long Result; }
            [SyscallProgram]
            public static int Run(ref Call call)
            {
                byte* name = stackalloc byte[16];
                BpfHelpers.GetCurrentComm(name, 16);
                BpfHelpers.Print($"{{mark}} {name:ks} {(void*)0x1234}");
                return 0;
            }
            """, [0, 0], _ => { });
        string comm = File.ReadAllText("/proc/thread-self/comm").Trim();
        string[] lines = [.. File.ReadLines(_trace).Where(line => line.Contains(mark, StringComparison.Ordinal))];
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.EndsWith($"{mark} {comm} 0000000000001234", line, StringComparison.Ordinal));
    }
}
