using System.Collections.Concurrent;

namespace Bpf.KernelMatrix;

/// <summary>What the guest program reported on one kernel; every kernel is booted once per test run.</summary>
internal sealed class KernelReport
{
    private static readonly ConcurrentDictionary<string, Lazy<KernelReport>> s_reports = new();
    private readonly Dictionary<string, (bool Passed, string Text)> _scenarios = [];
    private readonly string _output;

    private KernelReport(string output)
    {
        _output = output;
        foreach (string line in output.Split('\n'))
        {
            string[] words = line.TrimEnd('\r').Split(' ', 4);
            if (words is ["SCENARIO", var name, var outcome, ..])
            {
                _scenarios[name] = (outcome == "PASS", words.Length > 3 ? words[3] : "");
            }
        }
    }

    /// <summary>The report of a kernel of eng/kernels.sh, or of <c>host</c>.</summary>
    public static KernelReport Of(string kernel)
        => s_reports.GetOrAdd(kernel, name => new(() => new KernelReport(name == "host" ? GuestImage.RunOnHost() : GuestImage.Boot(name)))).Value;

    /// <summary>The text that a scenario returned; fails the test if the scenario failed or did not run.</summary>
    public string Passed(string scenario)
    {
        Assert.True(_scenarios.TryGetValue(scenario, out (bool Passed, string Text) result), $"{scenario} did not run:\n{_output}");
        Assert.True(result.Passed, result.Text);
        return result.Text;
    }
}
