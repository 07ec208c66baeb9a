using Bpf.Differential.Tests.RandomPrograms;

namespace Bpf.Differential.Tests.RandomStores;

/// <content>Indexes that are out of range for some inputs: there the CLR throws and the program ends, and earlier writes remain.</content>
internal sealed partial class StoreWriter
{
    // Percentage; most of a program must run for most inputs.
    private const int LooseIndexes = 6;
    private const int LooseStatements = 20;

    private static readonly string[] s_texts = ["sixteen letters.", "hello", "a", "x=1;y=22"];

    /// <summary>An index that is in range for most inputs. It depends on the input, because an index that is always out of range does not compile.</summary>
    private Node LooseIndex(int length) => Next(9) switch
    {
        0 => Piece($"(int)({Input()} & {length * 2 - 1})"),
        1 => Piece($"(int)({Input()} % {length + 1 + Next(3)})"),
        2 => Piece($"({Input()} > {Next(300)} ? {length} : {Next(length)})"),
        3 => Piece($"(int)(({Input()} >> {Next(20)}) & {length})"),
        4 => Piece($"(byte)({Input()} & {length * 2 - 1}) % {length + 1}"),
        5 => Piece($"((int)({Input()} & {length - 1}) + (int)({Input()} & 1))"),
        6 => Piece($"^(int)({Input()} & {length - 1})"),
        7 => Piece($"({Input()} == {Next(70)} ? -1 : (int)({Input()} & {length - 1}))"),
        _ => Piece($"(int)Math.Min((ulong){Input()}, {length})"),
    };

    private string Input() => OneOf("a", "b", "(a ^ b)", "(a + b)", "(a - b)", "(a >> 3)");

    /// <summary>Accesses that LLVM could remove, slices, constants, and loops with their own bounds.</summary>
    private Node LooseStatement()
    {
        string name = NewName("loose");
        StoreMember? array = Arrays is { Count: > 0 } arrays ? OneOf(arrays) : null;
        bool isNumber = array is not null && s_integers.Contains(array.Type);
        string text = OneOf(s_texts);
        switch (Next(14))
        {
            case 0 when array is not null:
                return Node.Statement($"_ = {array.Access}[{LooseIndex(StoreMember.ArrayLength)}];");
            case 1:
                return Node.Statement($"_ = \"{text}\"u8[{LooseIndex(text.Length)}];");
            case 2:
                int end = 1 + Next(text.Length);
                return Node.Statement($"x += \"{text}\"u8[..{end}][{LooseIndex(end)}];");
            case 3:
                return Node.Statement($"{{ ReadOnlySpan<int> {name} = [7, 7, 7, 7]; y += {name}[{LooseIndex(4)}]; }}");
            case 4:
                return Node.Statement($"{{ ReadOnlySpan<short> {name} = [3, -1, 300, 7, 9]; y ^= {name}[{LooseIndex(5)}]; }}");
            case 5:
                return Node.Statement($"{{ Span<int> {name} = stackalloc int[4]; {name}[{LooseIndex(4)}] = y; }}");
            case 6:
                return Node.Statement($"{{ Span<short> {name} = stackalloc short[6]; {name}[{LooseIndex(6)}] = (short)y; x ^= {name}[{LooseIndex(6)}]; }}");
            case 7 when isNumber:
                int start = Next(6);
                return Node.Statement($"{array!.Access}.AsSpan({start}, 2)[{LooseIndex(2)}] {OneOf("=", "+=")} {Value(array.Type, 1)};");
            case 8 when array is not null:
                return Node.Statement($"y += {array.Access}.AsSpan((int)({Input()} & 3), (int)({Input()} & 7)).Length;");
            case 9 when isNumber:
                return Node.Statement($"for (int {name} = 7; {name} >= -(int)({Input()} & 1); {name}--) {array!.Access}[{name}] {OneOf("+=", "^=")} {Value(array.Type, 1)};");
            case 10 when isNumber:
                return Node.Statement($"for (int {name} = 0; {name} < (int)({Input()} & 15); {name} += {1 + Next(3)}) {array!.Access}[{name}]++;");
            case 11:
                string used = NewName("used");
                return Node.Statement($"{{ Span<byte> {name} = stackalloc byte[6]; int {used} = 0; for (int i = 0; i < 8; i++) if ((({Input()} >> i) & 1) != 0) {name}[{used}++] = (byte)i; x += {name}[0] + {used}; }}");
            case 12 when _spans.Count > 0:
                (string span, string type) = OneOf(_spans);
                return s_integers.Contains(type)
                    ? Node.Statement($"{span}[(int)({Input()} & 7)..][{LooseIndex(4)}] {OneOf("=", "+=")} {Value(type, 1)};")
                    : Node.Statement($"_ = {span}[{LooseIndex(StoreMember.ArrayLength)}];");
            default:
                return Node.Statement($"{{ Eight<int> {name} = default; {name}[{LooseIndex(8)}] = y; x += {name}[{LooseIndex(8)}]; }}");
        }
    }
}
