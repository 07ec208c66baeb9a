using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>
/// Loads objects and reports the result for each program. An object with a program that the kernel rejects is loaded again without it, until the rest
/// is known.
/// </summary>
internal sealed class ObjectLoading(BpfObjectOptions options, Dictionary<string, ProgramType> types, string[] chosen)
{
    private readonly HashSet<string> _found = [];

    /// <summary>Programs that were given a type but have not been found in any object so far.</summary>
    public IEnumerable<string> Missing => types.Keys.Where(name => !_found.Contains(name));

    /// <summary>Loads and unloads the objects of a file.</summary>
    public IEnumerable<LoadReport> Load(string file)
    {
        IReadOnlyList<ObjectSource> sources;
        LoadReport? failure = null;
        try
        {
            sources = ObjectSource.Open(file, chosen);
        }
        catch (BpfException exception)
        {
            sources = [];
            failure = new LoadReport(Path.GetFileName(file), file, file, false, exception.Message, null, []);
        }

        return failure is null ? sources.Select(source => Load(file, source)) : [failure];
    }

    private LoadReport Load(string file, ObjectSource source)
    {
        Dictionary<string, BpfException> refused = [];
        while (true)
        {
            BpfObject? target = null;
            try
            {
                target = BpfObject.Open(source.Contents, source.Name, options);
                foreach ((string name, ProgramType type) in types)
                {
                    if (target.Programs.FirstOrDefault(program => program.Name == name) is { } program)
                    {
                        program.Type = type;
                        _found.Add(name);
                    }
                }

                foreach (string name in refused.Keys)
                {
                    target.Programs[name].AutoLoad = false;
                }

                target.Load();
                return Report(file, source, target, refused);
            }
            catch (BpfException exception)
            {
                // If a program is rejected although it was excluded, retrying would never end.
                if (target is null || ProgramOf(target, exception) is not { } program || !refused.TryAdd(program, exception))
                {
                    return new LoadReport(source.Name, file, source.Origin, false, exception.Message, (exception as VerifierException)?.Log, []);
                }
            }
            finally
            {
                target?.RemovePins();
                target?.Dispose();
            }
        }
    }

    private static string? ProgramOf(BpfObject target, BpfException exception)
    {
        string prefix = target.Name + ":";
        string name = exception.Subject.StartsWith(prefix, StringComparison.Ordinal) ? exception.Subject[prefix.Length..] : exception.Subject;
        return target.Programs.Any(program => program.Name == name) ? name : null;
    }

    private static LoadReport Report(string file, ObjectSource source, BpfObject target, Dictionary<string, BpfException> refused)
    {
        List<LoadedProgramReport> programs = [];
        foreach (BpfProgram program in target.Programs)
        {
            refused.TryGetValue(program.Name, out BpfException? error);
            string state = error is not null ? "failed" : program.IsLoaded ? "loaded" : "skipped";
            programs.Add(new LoadedProgramReport(
                program.Name,
                program.SectionName,
                state,
                error is null,
                error?.Message,
                RefusalReport.Of(error),
                (error as VerifierException)?.Log,
                program.IsLoaded ? program.AttachDecision?.ToString() : null,
                program.IsLoaded ? program.GetInfo().VerifiedInstructions : null) { Failure = error });
        }

        BpfException? first = refused.Values.FirstOrDefault();
        return new LoadReport(target.Name, file, source.Origin, first is null, first?.Message, (first as VerifierException)?.Log, programs);
    }
}
