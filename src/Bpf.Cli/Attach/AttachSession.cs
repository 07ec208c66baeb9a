using Bpf.Runtime;
using Bpf.Symbols;

namespace Bpf.Cli.Attach;

/// <summary>One run of <c>bpf attach</c>: open, load, attach, read records until the end, detach, show the maps.</summary>
internal sealed class AttachSession : IDisposable
{
    private readonly AttachOptions _options;
    private readonly AttachOutput _output;
    private readonly List<BpfObject> _objects = [];
    private readonly SuspendedProcess? _command;
    private readonly ProcessSymbols? _symbols;

    private AttachSession(AttachOptions options)
    {
        _options = options;
        _output = new AttachOutput(options.Json);
        try
        {
            IReadOnlyList<ObjectSource> sources = ObjectSource.Open(options.File, options.Objects);
            _command = options.Command.Length > 0 ? SuspendedProcess.Start(options.Command[0], options.Command.AsSpan(1)) : null;
            ProgramSelection selection = new(options, _command?.ProcessId ?? options.ProcessId);
            List<string> names = [];
            foreach (ObjectSource source in sources)
            {
                names.AddRange(Open(source));
            }

            RequirePrograms(names);
            foreach (BpfObject target in _objects)
            {
                selection.Prepare(target);
            }

            foreach (BpfObject target in _objects)
            {
                target.Load();
            }

            foreach (BpfObject target in _objects)
            {
                selection.Attach(target);
            }

            RequireLinks();
            // Opened now, because the process may have exited when its stacks are shown.
            _symbols = OpenSymbols(options.ProcessId);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Runs the session; returns the command's exit code, or 0 without a command.</summary>
    /// <exception cref="BpfException">Attaching failed.</exception>
    public static async Task<int> RunAsync(AttachOptions options, CancellationToken cancellation)
    {
        using AttachSession session = new(options);
        return await session.RunAsync(cancellation);
    }

    public void Dispose()
    {
        foreach (BpfObject target in _objects)
        {
            target.Dispose();
        }

        _symbols?.Dispose();
        _command?.Dispose();
    }

    // Programs may be attached to a process that this one may not inspect.
    private static ProcessSymbols? OpenSymbols(int? processId)
    {
        try
        {
            return processId is { } id ? ProcessSymbols.Open(id) : null;
        }
        catch (BpfException)
        {
            return null;
        }
    }

    // Returns the names of its programs.
    private List<string> Open(ObjectSource source)
    {
        BpfObjectOptions options = new() { Log = _output.Log };
        BpfObject target = BpfObject.Open(source.Contents, source.Name, options);
        List<string> names = [.. target.Programs.Select(program => program.Name)];
        if (target.Programs.Any(_options.Chooses))
        {
            _objects.Add(target);
        }
        else
        {
            target.Dispose();
        }

        return names;
    }

    private async Task<int> RunAsync(CancellationToken cancellation)
    {
        foreach (BpfObject target in _objects)
        {
            _output.Links(target);
        }

        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (_options.Duration is { } duration)
        {
            end.CancelAfter(duration);
        }

        using RecordPump pump = new(_objects, _options.Records, _output);
        Task reading = Task.Run(() => pump.Run(end.Token), CancellationToken.None);
        // Whatever ends reading early, such as a closed standard output, ends everything.
        _ = reading.ContinueWith(_ => end.Cancel(), CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        int exitCode = 0;
        if (_command is not null)
        {
            _command.Resume();
            using CancellationTokenRegistration stop = end.Token.Register(_command.Terminate);
            exitCode = await _command.WaitForExitAsync();
            await end.CancelAsync();
        }

        await reading;
        foreach (BpfObject target in _objects)
        {
            target.Detach();
        }

        pump.Drain();
        pump.ReportLost();
        _symbols?.Refresh();
        foreach (BpfObject target in _objects)
        {
            MapDump.Write(target, _options.EntryLimit, _symbols, _output);
        }

        return exitCode;
    }

    private void RequirePrograms(List<string> names)
    {
        foreach (string name in _options.Programs)
        {
            if (!names.Contains(name))
            {
                throw new BpfException("find program", name, null,
                    $"'{_options.File}' has no such program; it has {(names.Count == 0 ? "none" : string.Join(", ", names))}.");
            }
        }
    }

    private void RequireLinks()
    {
        if (_objects.TrueForAll(target => target.Programs.All(program => program.Link is null)))
        {
            throw new BpfException("attach", _options.File, null,
                "None of its programs has a target in its section. Choose one with --program and give its target with --target.");
        }
    }
}
