using System.Reflection;
using Bpf.Objects;
using Bpf.Objects.Verifier;
using Bpf.Objects.Verifier.Reasons;
using Bpf.Objects.Verifier.Trace;
using Bpf.Runtime.Tests.Support;
using Bpf.Shared;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>What exceptions say besides the words of the verifier.</summary>
public sealed class VerifierExplanationTests
{
    // Lines before the first of a program's body.
    private const int BodyStart = 8;

    private const string Maps = """
        struct { __uint(type, BPF_MAP_TYPE_ARRAY); __type(key, int); __type(value, struct item); __uint(max_entries, 4); } items SEC(".maps");
        struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); } ring SEC(".maps");
        const volatile int constant = 1;
        """;

    [Theory]
    [InlineData("tc", "int k = ctx->len; struct item *v = bpf_map_lookup_elem(&items, &k); return v->values[0];", "lookup may have found nothing", "null", 1)]
    [InlineData("socket", "return *(volatile int *)(long)ctx->len;", "number is used as an address", "probe_read", 1)]
    [InlineData("xdp", "return *(volatile char *)(long)ctx->data;", "without a check that it is that long", "data_end", 1)]
    [InlineData("xdp", "char *p = (void *)(long)ctx->data; if (p + 2 > (char *)(long)ctx->data_end) return 0;\nreturn *(volatile int *)p;",
        "cover fewer bytes", "data_end", 2)]
    [InlineData("socket", "void *r = bpf_ringbuf_reserve(&ring, 8, 0);\nif (!r) return 0;\nif (ctx->len > 7) return 1;\nbpf_ringbuf_submit(r, 0); return 0;",
        "inline.c(9,", "early return", 0)]
    [InlineData("socket", "void *r = bpf_ringbuf_reserve(&ring, 8, 0); if (!r) return 0; bpf_ringbuf_submit(r, 0);\nbpf_ringbuf_submit(r, 0); return 0;", "not reserved", "once", 2)]
    [InlineData("cgroup_skb/ingress", "return ctx->len > 4 ? 7 : 1;", "may return 7 to 7, but its kind allows only 0 to 1", "range", 1)]
    [InlineData("xdp", "char b[4] = {}; return bpf_skb_store_bytes((void *)ctx, 0, b, 4, 0);", "bpf_skb_store_bytes", "another helper", 1)]
    [InlineData("tc", "int k = 0; struct item *v = bpf_map_lookup_elem(&items, &k); if (!v) return 0;\nreturn v->values[ctx->len];", "no upper limit", "length", 2)]
    [InlineData("tc", "int k = 0; struct item *v = bpf_map_lookup_elem(&items, &k); if (!v) return 0; int i = (int)ctx->mark; if (i > 7) return 0;\nreturn v->values[i];",
        "egative", "", 2)]
    [InlineData("raw_tp/task_rename", "char b[16]; bpf_probe_read_kernel(b, ((struct bpf_raw_tracepoint_args *)(void *)ctx)->args[1], (void *)((struct bpf_raw_tracepoint_args *)(void *)ctx)->args[0]); return b[0];",
        "size that a helper gets", "unsigned", 1)]
    [InlineData("tc", "int k = 0; struct item *v = bpf_map_lookup_elem(&items, &k); if (!v) return 0; bpf_spin_lock(&v->lock); if (ctx->len > 7) return 1; bpf_spin_unlock(&v->lock); return 0;",
        "ends the program with a lock held", "every path", 0)]
    [InlineData("socket", "*(volatile int *)&constant = 2; return 0;", "read-only", "BPF_F_RDONLY_PROG", 1)]
    [InlineData("socket", "return ((volatile int *)ctx)[ctx->len];", "not constant", "constant offsets", 1)]
    [InlineData("socket", "*(volatile int *)&ctx->len = 1; return 0;", "may not access the member", "can be written", 1)]
    [InlineData("socket", "volatile int i = 0; while (1) { if (i == 5) continue; }", "may run forever", "constant limit", 0)]
    public void RefusalsOfCAreExplained(string section, string body, string cause, string remedy, int line)
    {
        KernelRequirement.NeedRoot();
        string context = section switch { "xdp" => "xdp_md", _ => "__sk_buff" };
        byte[] bytes = CObject.CompileText($$"""
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            char LICENSE[] SEC("license") = "GPL";
            struct item { struct bpf_spin_lock lock; int values[8]; };
            {{Maps}}
            SEC("{{section}}") int bad(struct {{context}} *ctx) {
            {{body}}
            }
            """);
        using BpfObject target = BpfObject.Open(bytes, "bad");
        VerifierException exception = Assert.Throws<VerifierException>(target.Load);
        Assert.Contains(cause, exception.Explanation, StringComparison.Ordinal);
        Assert.Contains(remedy, exception.Suggestion, StringComparison.Ordinal);
        if (line > 0)
        {
            Assert.Equal(BodyStart + line, exception.SourceLocation!.Line);
        }

        Assert.DoesNotContain("BpfRef", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("At program exit the register R0 has smin=7 smax=9 should have been in [0, 1]", "the register R* has smin=* smax=* should have been in [*, *]", "0|7|9|0|1")]
    [InlineData("R3 invalid mem access 'scalar'", "invalid mem access '*'", "scalar")]
    [InlineData("Unreleased reference id=3 alloc_insn=17 arg", "Unreleased reference id=* alloc_insn=*", "3|17")]
    [InlineData("At program exit the register R0 has value 5 should have been in (0x0; 0x1)", "should have been in *", "(0x0; 0x1)")]
    [InlineData("something else", "R* !read_ok", null)]
    [InlineData("value 9 makes", "value * makes * pointer", null)]
    public void ValuesOfMessagesAreFound(string text, string message, string? values)
        => Assert.Equal(values?.Split('|'), MessageText.Match(message, text));

    [Fact]
    public void UnknownMessagesStandAlone()
    {
        VerifierReport report = VerifierReport.Parse("0: (95) exit\nsomething that no kernel says\n");
        Assert.Equal(report, RefusalReasons.Explain(report, isCSharp: true, static _ => ""));
    }

    [Fact]
    public void RegistersAreCollectedAlongThePath()
    {
        string[] lines =
        [
            "0: R1=ctx() R10=fp0",
            "0: (b7) r9 = 1                        ; R9_w=1",
            "from 3 to 7: R0=0 R6=map_value(map=m,ks=4,vs=8) R7=scalar(umax=255,var_off=(0x0; 0xff)) R10=fp0",
            "7: (bf) r1 = r6                       ; R1_w=map_value(map=m,ks=4,vs=8) R6=map_value(map=m,ks=4,vs=8)",
            "8: (0f) r1 += r7                      ; R1_w=map_value(map=m,ks=4,vs=8,umax=255)",
            "9: (b7) r2 = 1                        ; R2_w=1",
            "10: (61) r0 = *(u32 *)(r1 +0)",
        ];
        Assert.Equal("R1=map_value(map=m,ks=4,vs=8,umax=255)", RegisterStates.Before(lines, 6, "R1 unbounded memory access"));
        Assert.Equal("R7=scalar(umax=255,var_off=(0x0; 0xff))", RegisterStates.Before(lines, 6, "R7 is odd"));
        Assert.Equal("", RegisterStates.Before(["1: (85) call helper#1", "2: (61) r0 = r1"], 1, "R1 !read_ok"));
    }

    [Fact]
    public void ArgumentsAreLostInACall()
    {
        string[] lines = ["0: R1=ctx() R6=1 R10=fp0", "0: (85) call bpf_get_smp_processor_id#8        ; R0=scalar()", "1: (61) r0 = *(u32 *)(r1 +0)"];
        Assert.Equal("R0=scalar()", RegisterStates.Before(lines, 2, "R1 !read_ok r0"));
    }

    [Fact]
    public void RegistersOfOldKernelsAreThoseThatStillHold()
    {
        // Before 5.16, the verifier shows registers at branches only.
        string[] lines =
        [
            "5: (bd) if r3 <= r2 goto pc+1",
            " R0=inv0 R2=pkt_end(id=0,off=0,imm=0) R6=pkt(id=0,off=0,r=8,imm=0) R7=inv(id=0) R8=mem(id=0,ref_obj_id=2,off=0,imm=0) R10=fp0",
            "6: (b7) r7 = 8",
            "7: (85) call bpf_skb_change_head#43",
            "8: (bf) r1 = r8",
            "9: (85) call bpf_ringbuf_submit#132",
            "10: (79) r1 = *(u64 *)(r6 +0)",
        ];
        Assert.Equal("R10=fp0", RegisterStates.Before(lines, 6, ""));
        Assert.Equal("R8=mem(id=0,ref_obj_id=2,off=0,imm=0)", RegisterStates.Before(lines, 5, "R8 is odd"));
        Assert.Equal("R6=pkt(id=0,off=0,r=8,imm=0)", RegisterStates.Before(lines, 3, "R6 is odd"));
        Assert.Equal("R7=inv(id=0)", RegisterStates.Before(lines, 2, "R7 is odd"));
    }

    [Fact]
    public void HelpersHaveTheNamesOfTheirMethods()
    {
        (int Id, string Method)[] methods =
        [
            .. typeof(BpfHelpers).GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Select(static method => (method.GetCustomAttribute<BpfHelperAttribute>()?.Id ?? 0, method.Name)).Where(static method => method.Item1 != 0),
        ];
        Assert.InRange(methods.Length, 200, int.MaxValue);
        Assert.Equal(methods, methods.Select(static method => (method.Id, HelperTable.Find(method.Id)!.Method)));
    }
}
