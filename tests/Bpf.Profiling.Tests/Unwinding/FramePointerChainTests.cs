using Bpf.Profiling.Unwinding;

namespace Bpf.Profiling.Tests.Unwinding;

/// <summary>The far end of truncated stacks, from the frame pointers that the kernel followed.</summary>
public sealed class FramePointerChainTests
{
    /// <summary>Frames are the program counter and addresses in calls; the kernel gives the program counter and return addresses.</summary>
    [Theory]
    [InlineData("10 20 30", "10 21 31 41 51", "10 20 30 40 50")]
    [InlineData("10 20 30", "10 31 41", "10 20 30 40")]
    [InlineData("10", "10 21", "10 20")]
    [InlineData("10 20 30", "10 41 51", "10 20 30")]
    [InlineData("10 20", "", "10 20")]
    [InlineData("10 20 20", "10 21 21 21 31", "10 20 20 20 30")]
    [InlineData("10 20 30 30", "10 21 31 31 31 31 41", "10 20 30 30 30 30 40")]
    [InlineData("10 20 30 40 50 60 70", "10 71 81 91", "10 20 30 40 50 60 70 80")]
    public void TheTailFollowsTheLastFrame(string frames, string chain, string expected)
    {
        ulong[] known = Parse(frames);
        ulong[] room = new ulong[8];
        known.CopyTo(room, 0);
        int count = FramePointerChain.Append(room, known.Length, Parse(chain));
        Assert.Equal(Parse(expected), room[..count]);
    }

    private static ulong[] Parse(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ulong.Parse)];
}
