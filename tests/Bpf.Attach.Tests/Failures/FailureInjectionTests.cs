using System.Runtime.InteropServices;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Attach.Tests.Failures;

/// <summary>
/// Makes every system call of a whole life of an object fail once, in a process of its own: each time there is a success without it or a typed exception,
/// nothing is left behind, and the next life is complete.
/// </summary>
public sealed class FailureInjectionTests : IDisposable
{
    private const int UndisturbedEvery = 10;
    private static readonly int s_coldPoints = Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1" ? 1000 : 12;
    private static readonly string[] s_essential = ["mmap", "mremap", "bpf", "openat", "openat2", "perf_event_open"];
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-failures-");
    private readonly string _pins;

    public FailureInjectionTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(RuntimeInformation.ProcessArchitecture == Architecture.X64, "the test program's points are written for x86-64");
        _pins = _directory.CreateSubdirectory("pins").FullName;
        Tool.Run("mount", "-t", "bpf", "bpf", _pins);
    }

    public void Dispose()
    {
        Tool.Run("umount", _pins);
        _directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData(Errno.ENOMEM)]
    [InlineData(Errno.EPERM)]
    public void EveryCallCanFail(Errno error)
    {
        using Guest guest = new(_directory.FullName, _pins, warmUps: 3);
        List<string> faults = [];
        int points = 0;
        int refused = 0;
        bool Disturb(int call)
        {
            guest.Supervisor.Arm(call, (int)error);
            string disturbed = guest.Round();
            if (!guest.Supervisor.Disarm())
            {
                Assert.Equal("complete", disturbed);
                return false;
            }

            points++;
            refused += disturbed.StartsWith("refused", StringComparison.Ordinal) ? 1 : 0;

            // Every later round shows whether all up to its own call still works; the kernel takes too long to detach for a whole one each time.
            string next = points % UndisturbedEvery == 0 ? guest.Round() : "complete";
            if (IsFault(disturbed) || next != "complete")
            {
                faults.Add($"call {call}, {guest.Supervisor.LastFailed}: {disturbed}; then {next}");
            }

            return true;
        }

        while (Disturb(points + 1))
        {
        }

        // Rounds differ by a call now and then, so one that is made only once can be passed over.
        foreach (string name in s_essential.Except(guest.Supervisor.Failed.Keys))
        {
            guest.Supervisor.Only = name;
            Assert.True(Disturb(1), $"{name} is never called");
        }

        IReadOnlyDictionary<string, int> failed = guest.Supervisor.Failed;
        string calls = string.Join(", ", failed.OrderByDescending(static pair => pair.Value).Select(static pair => $"{pair.Value} {pair.Key}"));
        TestContext.Current.TestOutputHelper!.WriteLine($"{points} failure points with {error} ({calls}); {refused} refused with a typed exception, {points - refused} done without");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(0, guest.End());
    }

    // What is found out once per process, as the features of the kernel, is not decided by a shortage that passes.
    [Fact]
    public void FailureOnFirstUseIsNotCached()
    {
        int calls;
        using (Guest whole = new(_directory.FullName, _pins, warmUps: 0))
        {
            whole.Supervisor.Arm(0, 0);
            Assert.Equal("complete", whole.Round());
            calls = whole.Supervisor.Count;
        }

        List<string> faults = [];
        for (int n = 1; n <= calls; n += Math.Max(1, calls / s_coldPoints))
        {
            using Guest guest = new(_directory.FullName, _pins, warmUps: 0);
            guest.Supervisor.Arm(n, (int)Errno.ENOMEM);
            string disturbed = guest.Round();
            guest.Supervisor.Disarm();
            string next = guest.Round();
            if (IsFault(disturbed) || next != "complete")
            {
                faults.Add($"call {n}, {guest.Supervisor.LastFailed}: {disturbed}; then {next}");
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{calls} calls of bpf(2) in a first round, {Math.Min(calls, s_coldPoints)} of them failed");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static bool IsFault(string answer) => answer.StartsWith("wrong", StringComparison.Ordinal) || answer.Contains(" leaked ", StringComparison.Ordinal);
}
