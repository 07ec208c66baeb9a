using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>Refusals outside of the verifier's trace: of the program's structure, before the trace, and of its stack use, after it.</summary>
public class RefusalPlaceTests
{
    private const string Mark = "/* here */";

    public RefusalPlaceTests() => KernelRequirement.NeedRoot();

    /// <summary>Raw instruction bytes, for code that only a damaged object or another compiler contains.</summary>
    [Theory]
    [InlineData(".byte 0xff, 0, 0, 0, 0, 0, 0, 0", "unknown opcode ff", "(ff) <unknown>")]
    [InlineData("goto +1; r0 = 7", "unreachable insn", "(b7) r0 = 0x7")]
    [InlineData(".byte 0x15, 0, 0xff, 0x7f, 1, 0, 0, 0", "jump out of range from insn", "(15) if r0 == 0x1 goto +0x7fff")]
    [InlineData(".byte 0x15, 0, 1, 0, 1, 0, 0, 0; r1 = 1 ll", "jump into the middle of ldimm64 insn", "(18) r1 = 0x1 ll")]
    [InlineData(".byte 0x18, 0x91, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0", "unrecognized bpf_ld_imm64 insn", "(18) r1 = 0x1 ll")]
    [InlineData(".byte 0x18, 1, 0, 0, 1, 0, 0, 0, 0xb7, 0, 0, 0, 0, 0, 0, 0", "invalid bpf_ld_imm64 insn", "(18) r1 = 0x1 ll")]
    [InlineData(".byte 0x18, 0x11, 0, 0, 0x7f, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0", "fd 32639 is not pointing to valid bpf_map", "(18) r1 = 0x7f7f ll")]
    [InlineData(".byte 0x61, 0x10, 0, 0, 9, 0, 0, 0", "BPF_LDX uses reserved fields", "(61) w0 = *(u32 *)(r1 + 0x0)")]
    [InlineData(".byte 0x85, 0x20, 0, 0, 1, 0, 0, 0", "kernel btf_id 1 is not a function", "(85) call 0x1")]
    [InlineData("r1 = 1; if r1 == 2 goto -1", "infinite loop detected at insn", null)]
    public void FormOfAnInstruction(string assembly, string reason, string? text)
    {
        string source = $$"""
            SEC("socket") int program(struct __sk_buff *skb)
            {
                int length = skb->len;
                asm volatile("r0 = 0; {{assembly}}" ::: "r0", "r1"); {{Mark}}
                return length;
            }
            """;
        if (text is null)
        {
            source = source.Replace("r1 = 1; if r1 == 2 goto -1", "r1 = 1; if r1 != 2 goto -1", StringComparison.Ordinal);
        }

        VerifierException exception = Refuse(source);
        Assert.StartsWith(reason, exception.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("state", exception.Reason, StringComparison.Ordinal);
        if (text is not null)
        {
            Assert.Equal(text, exception.InstructionText);
        }

        Assert.Contains(Mark, exception.SourceLocation!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void FunctionThatDoesNotEnd()
    {
        VerifierException exception = Refuse($$"""
            SEC("socket") int program(struct __sk_buff *skb)
            {
                asm volatile("r0 = 0"); {{Mark}}
                __builtin_unreachable();
            }
            """);
        Assert.Equal("last insn is not an exit or jmp", exception.Reason);
        Assert.Equal("(b7) r0 = 0x0", exception.InstructionText);
        Assert.Contains(Mark, exception.SourceLocation!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void StacksOfAChainOfCalls()
    {
        VerifierException exception = Refuse($$"""
            static __attribute__((noinline)) long leaf(long seed)
            {
                volatile char buffer[280];
                buffer[seed & 127] = seed;
                return buffer[3];
            }
            static __attribute__((noinline)) long harmless(long seed) { volatile long x = seed; return x; }
            SEC("socket") int program(struct __sk_buff *skb)
            {
                volatile char buffer[280];
                buffer[skb->len & 127] = harmless(skb->len);
                long result = leaf(skb->len); {{Mark}}
                return result + buffer[7];
            }
            """);
        Assert.StartsWith("combined stack size of 2 calls is", exception.Reason, StringComparison.Ordinal);
        Assert.Contains(Mark, exception.SourceLocation!.Text, StringComparison.Ordinal);
        Assert.StartsWith("(85) call", exception.InstructionText, StringComparison.Ordinal);
        Assert.Matches(@"The stacks are 'program' 2\d\d \+ 'leaf' 2\d\d bytes", exception.Message);
        Assert.Empty(exception.Registers);
    }

    /// <summary>A cycle that no path follows: the trace succeeds, but the walk over the call graph fails.</summary>
    [Fact]
    public void CycleOfFunctions()
    {
        VerifierException exception = Refuse("""
            #define unknown(x) asm volatile("" : "+r"(x))
            static __attribute__((noinline)) long second(long n);
            static __attribute__((noinline)) long first(long n) { unknown(n); return n == 12345 ? second(n) + 1 : n * 3; }
            static __attribute__((noinline)) long second(long n) { unknown(n); return n == 0 ? first(n) + 2 : n * 5; }
            SEC("socket") int program(struct __sk_buff *skb)
            {
                long seven = 7;
                unknown(seven);
                return first(seven);
            }
            """);
        Assert.NotNull(exception.SourceLocation);
        Assert.NotEqual(-1, exception.Instruction);
        Assert.StartsWith("(85) call", exception.InstructionText, StringComparison.Ordinal);
    }

    [Fact]
    public void TailCallBelowALargeStack()
    {
        VerifierException exception = Refuse($$"""
            struct { __uint(type, BPF_MAP_TYPE_PROG_ARRAY); __uint(max_entries, 1); __uint(key_size, 4); __uint(value_size, 4); } table SEC(".maps");
            static __attribute__((noinline)) int jump(struct __sk_buff *skb)
            {
                bpf_tail_call(skb, &table, 0); {{Mark}}
                return 1;
            }
            SEC("tc") int program(struct __sk_buff *skb)
            {
                volatile char buffer[300];
                buffer[skb->len & 127] = 1;
                return jump(skb) + buffer[7];
            }
            """);
        Assert.StartsWith("tail_calls are not allowed when call stack of previous frames is", exception.Reason, StringComparison.Ordinal);
        Assert.Contains(Mark, exception.SourceLocation!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void DirectCallOfAnExceptionCallback()
    {
        VerifierException exception = Refuse($$"""
            extern void bpf_throw(__u64 cookie) __attribute__((section(".ksyms")));
            __attribute__((noinline)) int caught(__u64 cookie) { return cookie & 1; }
            SEC("tc") __attribute__((btf_decl_tag("exception_callback:caught"))) int program(struct __sk_buff *skb)
            {
                int result = caught(skb->len); {{Mark}}
                if (skb->len == 77)
                    bpf_throw(1);
                return result;
            }
            """);
        Assert.Contains("cannot call exception cb directly", exception.Reason, StringComparison.Ordinal);
        Assert.Contains(Mark, exception.SourceLocation!.Text, StringComparison.Ordinal);
    }

    /// <summary>A defect of the whole program is reported at its beginning.</summary>
    [Fact]
    public void ProgramAsAWhole()
    {
        string functions = string.Join('\n', Enumerable.Range(0, 260).Select(i => $"static __attribute__((noinline)) long f{i}(long x) {{ volatile long y = x; return y + {i}; }}"));
        string calls = string.Join('\n', Enumerable.Range(0, 260).Select(i => $"sum += f{i}(sum);"));
        VerifierException exception = Refuse($$"""
            {{functions}}
            SEC("socket") int program(struct __sk_buff *skb)
            {
                long sum = skb->len;
                {{calls}}
                return sum;
            }
            """);
        Assert.Equal("too many subprograms", exception.Reason);
        Assert.Equal(-1, exception.Instruction);
        Assert.EndsWith("inline.c", exception.SourceLocation!.File, StringComparison.Ordinal);
    }

    private static VerifierException Refuse(string source)
    {
        using BpfObject target = BpfObject.Open(CObject.CompileText($"#include \"common.h\"\n{source}", "-Wno-all"), "bad");
        VerifierException exception = Assert.Throws<VerifierException>(target.Load);
        TestContext.Current.TestOutputHelper?.WriteLine(exception.Message);
        TestContext.Current.TestOutputHelper?.WriteLine(exception.Log.Length > 3000 ? exception.Log[^3000..] : exception.Log);
        return exception;
    }
}
