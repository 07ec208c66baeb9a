namespace Bpf.Analyzers.Tests;

/// <summary>BPF0152: loops with a round that changes nothing.</summary>
public class StillLoopTests
{
    [Theory]
    [InlineData("int i = 0; {|BPF0152:while|} (i < 32) { if (line[i] != ' ') continue; s_count++; i++; }")]
    [InlineData("int i = 0; {|BPF0152:while|} (i < 32) { byte c = line[i]; if (c == ' ') { s_count++; i++; } }")]
    [InlineData("int i = 0; {|BPF0152:do|} { if (line[i & 31] == 7) i++; } while (i < 32);")]
    [InlineData("{|BPF0152:for|} (int i = 0; i < 32;) { if (line[i] == 1) i++; else if (line[i] == 2) i += 2; else s_count++; }")]
    [InlineData("int left = 8; {|BPF0152:while|} (left > 0) { if (!Numbers.TryGetValue(left, out int next)) continue; s_count += next; left--; }")]
    [InlineData("int left = 8; {|BPF0152:while|} (true) { if (left == 0) break; if (Numbers.TryGetValue(left, out int next)) left = left - 1; s_count += next; }")]
    [InlineData("int i = 0; while (i < 32) { i++; if (line[i & 31] != ' ') continue; s_count++; }")]
    [InlineData("for (int i = 0; i < 32; i++) { if (line[i] != ' ') continue; s_count++; }")]
    [InlineData("int i = 0; while (i < 32) { if (line[i] != ' ') break; s_count++; i++; }")]
    [InlineData("int i = 0; while (i < 32) { if (line[i] == ' ') i++; else i += 2; }")]
    [InlineData("int i = 0; while (i < 32) { if (line[i] == ' ') i++; if (line[i] != ' ') i++; }")]
    [InlineData("int i = 0; bool done = false; while (!done) { if (line[i & 31] == 0) { done = true; continue; } if (++i >= 32) done = true; }")]
    [InlineData("int state = 0; for (int i = 0; i < 32; i++) { if (state == 0) { if (line[i] == ' ') state = 1; } else state = 0; }")]
    [InlineData("int a = (int)size & 63, b = 12; for (int i = 0; b != 0 && i < 10; i++) { int t = a % b; a = b; b = t; } s_count = a;")]
    [InlineData("uint bits = (uint)size; for (int i = 0; bits != 0 && i < 32; i++) bits &= bits - 1;")]
    [InlineData("int i = 0; while (i < 32 && line[i] == ' ') i++; while (i < 32 && line[i] != ' ') i++;")]
    [InlineData("int i = 0; while (i < 32) { if (Step(ref i)) continue; i++; }")]
    [InlineData("int low = 0, high = 31; for (int round = 0; round < 5 && low < high; round++) { int middle = (low + high) / 2; if (line[middle] < size) low = middle + 1; else high = middle; }")]
    [InlineData("int i = 0; while (i < 30) { int length = line[i] & 3; if (length == 0) break; i += length; }")]
    [InlineData("for (int i = 0; i < 4; i++) for (int j = 0; j < 4; j++) { if (line[i + j] == 0) continue; s_count++; }")]
    public Task Rounds(string statements) => Verify.Program("System.Span<byte> line = stackalloc byte[32]; BpfHelpers.TryReadUser((nuint)size, line); " + statements, """
        static int s_count;
        [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, int> Numbers = new();
        static bool Step(ref int number) { number++; return number > 3; }
        """);
}
