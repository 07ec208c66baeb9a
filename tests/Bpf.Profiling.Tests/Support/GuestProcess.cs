using System.Diagnostics;
using System.Globalization;

namespace Bpf.Profiling.Tests.Support;

/// <summary>
/// A running program that tests look at. It is the child of a shell: the class library waits for the children of this process, takes the stop of a traced one
/// for its end, and then waits without end.
/// </summary>
internal sealed class GuestProcess : IDisposable
{
    // The id first; with the input of the shell, which a program in the background would not have.
    private const string Script = """exec 3<&0; sh -c 'echo $$; exec "$@"' sh "$@" <&3 3<&- & wait""";

    private readonly Process _shell;

    private GuestProcess(string program, string[] arguments, IEnumerable<string> environment)
    {
        ProcessStartInfo start = new("sh", ["-c", Script, "sh", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in environment)
        {
            string[] parts = variable.Split('=', 2);
            start.Environment[parts[0]] = parts[1];
        }

        _shell = Process.Start(start)!;
        Id = int.Parse(ReadLine(), CultureInfo.InvariantCulture);
    }

    public int Id { get; }

    /// <summary>Starts a program.</summary>
    public static GuestProcess Run(string program) => new(program, [], []);

    /// <summary>Starts the .NET program <c>tests/Bpf.Profiling.Guest</c>.</summary>
    public static GuestProcess RunManaged(string task, params IEnumerable<string> environment)
    {
        string root = AppContext.BaseDirectory.Replace("Bpf.Profiling.Tests", "Bpf.Profiling.Guest", StringComparison.Ordinal);
        return new(Path.Combine(root, "Bpf.Profiling.Guest"), [task], environment);
    }

    /// <summary>Waits for a line that it writes.</summary>
    public string ReadLine() => _shell.StandardOutput.ReadLine() ?? throw new InvalidOperationException(_shell.StandardError.ReadToEnd());

    public void Dispose()
    {
        using (Process process = Process.GetProcessById(Id))
        {
            process.Kill();
        }

        _shell.WaitForExit();
        _shell.Dispose();
    }
}
