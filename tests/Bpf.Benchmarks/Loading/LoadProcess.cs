using System.Diagnostics;

namespace Bpf.Benchmarks.Loading;

/// <summary>One side of the comparison: a process that opens or loads an object on request.</summary>
internal sealed class LoadProcess : IDisposable
{
    private readonly Process _process;

    public LoadProcess(string program, string path)
        => _process = Process.Start(new ProcessStartInfo(program, [path]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    /// <summary>Nanoseconds of the rounds since the start, by command.</summary>
    public Dictionary<string, List<double>> Times { get; } = [];

    /// <summary>Bytes that the last round allocated; only reported by the managed side.</summary>
    public long Allocated { get; private set; }

    /// <summary>Runs rounds that count.</summary>
    public void Measure(string command, int rounds)
    {
        if (!Times.TryGetValue(command, out List<double>? times))
        {
            Times[command] = times = [];
        }

        times.AddRange(Ask(command, rounds));
    }

    /// <summary>Runs rounds and returns their nanoseconds.</summary>
    public double[] Ask(string command, int rounds)
    {
        _process.StandardInput.WriteLine($"{command} {rounds}");
        _process.StandardInput.Flush();
        string[] words = (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{_process.StartInfo.FileName} ended early")).Split(' ');
        Allocated = long.Parse(words[^1]);
        return Array.ConvertAll(words[..^1], double.Parse);
    }

    /// <summary>Lower quartile, because other load on the machine only adds time.</summary>
    public double Quartile(string command)
    {
        List<double> sorted = [.. Times[command].Order()];
        return sorted[sorted.Count / 4];
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
