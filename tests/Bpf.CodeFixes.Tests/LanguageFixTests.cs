using static Bpf.CodeFixes.Tests.Fix;

namespace Bpf.CodeFixes.Tests;

/// <summary>Fixes in the code of programs.</summary>
public sealed class LanguageFixTests
{
    private const string Take = "static void Take(string text) { } static void Take(ReadOnlySpan<byte> text) { } static int s_count;";

    [Theory]
    [InlineData("Take({|BPF0101:\"text\"|});", "Take(\"text\"u8);")]
    [InlineData("string {|BPF0101:x|} = \"text\";", "ReadOnlySpan<byte> x = \"text\"u8;")]
    [InlineData("var {|BPF0101:x|} = \"text\";", "var x = \"text\"u8;")]
    public Task Utf8Literal(string before, string after) => Verify<Utf8LiteralFix>(Program(before, Take), Program(after, Take));

    [Theory]
    [InlineData("Span<byte> x = {|BPF0102:new byte[16]|};", "Span<byte> x = stackalloc byte[16];")]
    [InlineData("Span<int> x = {|BPF0102:new int[] { 1, size }|};", "Span<int> x = stackalloc int[] { 1, size };")]
    [InlineData("Span<byte> x = {|BPF0102:new byte[size]|};", "Span<byte> x = {|BPF0102:new byte[size]|};")]
    public Task StackAllocation(string before, string after) => Verify<StackAllocationFix>(Program(before), Program(after));

    [Theory]
    [InlineData("Span<byte> name = stackalloc byte[16]; bool b = {|BPF0146:name.SequenceEqual(\"sshd\"u8)|};",
        "Span<byte> name = stackalloc byte[16]; bool b = name.TextEquals(\"sshd\"u8);")]
    [InlineData("ReadOnlySpan<byte> name = stackalloc byte[16]; bool b = !{|BPF0146:name[..8].SequenceEqual(\"sshd\"u8)|};",
        "ReadOnlySpan<byte> name = stackalloc byte[16]; bool b = !name[..8].TextEquals(\"sshd\"u8);")]
    [InlineData("Span<byte> name = stackalloc byte[2]; bool b = {|BPF0146:name.StartsWith(\"sshd\"u8)|};",
        "Span<byte> name = stackalloc byte[2]; bool b = {|BPF0146:name.StartsWith(\"sshd\"u8)|};")]
    public Task TextEquals(string before, string after) => Verify<TextEqualsFix>(Program(before), Program(after));

    [Theory]
    [InlineData("int", "if (s_count > 1) {|BPF0107:throw new Exception();|} return 1;", "if (s_count > 1) return 0; return 1;")]
    [InlineData("bool", "{|BPF0107:throw null;|}", "return false;")]
    [InlineData("void", "{|BPF0107:throw null;|} // why", "return; // why")]
    [InlineData("Pair", "{|BPF0107:throw null;|}", "return default;")]
    public Task Return(string type, string before, string after) => Verify<ReturnFix>(
        Program("Helper();", Take + $" struct Pair; static {type} Helper() {{ {before}\n }}"),
        Program("Helper();", Take + $" struct Pair; static {type} Helper() {{ {after}\n }}"));

    [Fact]
    public Task RemoveCatch() => Verify<RemoveCatchFix>(
        Program("""
            {|BPF0108:try|}
            {
                s_count = 1;
                s_count = 2;
            }
            catch (Exception)
            {
                return 1;
            }
            """, Take),
        Program("""
            s_count = 1;
            s_count = 2;
            """, Take));

    [Fact]
    public Task RemoveCatchKeepsFinally() => Verify<RemoveCatchFix>(
        Program("""
            {|BPF0108:try|}
            {
                s_count = 1;
            }
            catch
            {
            }
            finally
            {
                s_count = 2;
            }
            """, Take),
        Program("""
            try
            {
                s_count = 1;
            }
            finally
            {
                s_count = 2;
            }
            """, Take));

    [Theory]
    [InlineData("int x = checked({|BPF0115:size + 1|});", "int x = unchecked(size + 1);")]
    [InlineData("checked { s_count = {|BPF0115:size * 2|}; }", "unchecked { s_count = size * 2; }")]
    public Task Unchecked(string before, string after) => Verify<UncheckedFix>(Program(before, Take), Program(after, Take));

    [Fact]
    public Task DefaultArm() => Verify<DefaultArmFix>(
        Program("int x = size {|BPF0121:switch|} { 1 => 2, 2 => 3 };"),
        Program("int x = size switch { 1 => 2, 2 => 3, _ => default };"));
}
