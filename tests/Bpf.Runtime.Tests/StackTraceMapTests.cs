using Bpf.Runtime.Tests.Support;

namespace Bpf.Runtime.Tests;

public class StackTraceMapTests
{
    [Theory]
    [InlineData("__uint(value_size, 127 * 8);", null)]
    [InlineData("__uint(map_flags, BPF_F_STACK_BUILD_ID); __uint(value_size, 127 * 32);", "Its values are build ids")]
    [InlineData("__uint(value_size, 20);", "not a multiple of 8")]
    public void OnlyMapsOfAddressesAreAccepted(string members, string? refusal)
    {
        using BpfObject target = BpfObject.Open(
            CObject.CompileText($$"""
                #include "common.h"
                struct { __uint(type, BPF_MAP_TYPE_STACK_TRACE); __uint(max_entries, 4); __uint(key_size, 4); {{members}} } stacks SEC(".maps");
                """), "stacks");
        BpfException? exception = (BpfException?)Record.Exception(() => Assert.Equal(127, new StackTraceMap(target.Maps["stacks"]).MaximumDepth));
        if (refusal is null)
        {
            Assert.Null(exception);
        }
        else
        {
            Assert.Contains(refusal, exception?.Message, StringComparison.Ordinal);
        }
    }
}
