using Bpf.Compiler.Passes;

namespace Bpf.Compiler.Tests.Passes;

/// <summary>IR that changes if two passes are swapped, which proves the reasons in the table.</summary>
public class PassOrderTests
{
    public static TheoryData<string, string, string> Pairs => new()
    {
        {
            "fold-constant-divisors", "index-bounds", """
            define i8 @f(ptr %table, i64 %x) {
              %index = call i64 asm "$0 %= $2", "=r,0,r"(i64 %x, i64 20)
              %address = getelementptr i8, ptr %table, i64 %index
              %element = load i8, ptr %address, align 1
              ret i8 %element
            }
            """
        },
        {
            "narrow-indexes", "range-checks", """
            define i8 @f(ptr %table, ptr %source) {
              %x = load i64, ptr %source, align 8
              %low = trunc i64 %x to i32
              %distance = add i32 %low, -1
              %fits = icmp ult i32 %distance, 12
              br i1 %fits, label %inside, label %outside

            inside:
              %index = and i64 %x, 4294967295
              %address = getelementptr i8, ptr %table, i64 %index
              %element = load i8, ptr %address, align 1
              ret i8 %element

            outside:
              ret i8 0
            }
            """
        },
        {
            "access-bounds", "opaque-stack-addresses", """
            define i8 @f(i64 %x) {
              %table = alloca [16 x i8], align 8
              %low = trunc i64 %x to i8
              %fits = icmp ult i8 %low, 10
              br i1 %fits, label %inside, label %outside

            inside:
              %index = and i64 %x, 255
              %address = getelementptr i8, ptr %table, i64 %index
              %element = load i8, ptr %address, align 1
              ret i8 %element

            outside:
              ret i8 0
            }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void OrderMatters(string first, string second, string ir)
    {
        List<string> names = [.. PassPipeline.Names];
        Assert.True(names.IndexOf(first) < names.IndexOf(second), $"{first} runs after {second}");
        IPass one = Find(first), other = Find(second);

        Assert.NotEqual(PassRun.Run(ir, [one, other]), PassRun.Run(ir, [other, one]));
    }

    private static IPass Find(string name) => PassPipeline.Entries.Single(entry => entry.Pass.Name == name).Pass;
}
