using System.Collections.Concurrent;
using Bpf.Runtime;
using Bpf.Verify.Guest.Protocol;

namespace Bpf.Cli.Verify;

/// <summary>Loads the programs of some files on some kernels.</summary>
/// <param name="inputs">The files.</param>
/// <param name="kernels">The kernels.</param>
/// <param name="patience">How long a machine may be silent.</param>
internal sealed class Verification(IReadOnlyList<VerifyInput> inputs, IReadOnlyList<KernelChoice> kernels, TimeSpan patience)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<ObjectResult>> _results = [];
    private readonly ConcurrentDictionary<string, BpfException> _failures = [];

    /// <summary>Kernels on which nothing could be loaded, and why.</summary>
    public IReadOnlyDictionary<string, BpfException> Failures => _failures;

    /// <summary>Files with objects for architectures that none of the kernels has.</summary>
    public IEnumerable<string> Ignored
        => inputs.Where(input => kernels.All(kernel => input.ObjectsFor(kernel.Architecture).Count == 0)).Select(input => input.File);

    /// <summary>Releases of the kernels, by their names.</summary>
    public IReadOnlyDictionary<string, string> Releases
        => _results.Where(item => item.Value.Count > 0).ToDictionary(item => item.Key, item => item.Value[0].Release);

    /// <summary>Boots the kernels, as many at a time as this machine has processors.</summary>
    /// <exception cref="BpfException">A file cannot be read, or has no objects.</exception>
    public IReadOnlyList<ProgramRow> Run()
    {
        Dictionary<string, ObjectSource[]> objects = kernels.Select(kernel => kernel.Architecture).Distinct()
            .ToDictionary(architecture => architecture, architecture => inputs.SelectMany(input => input.ObjectsFor(architecture)).ToArray());
        Parallel.ForEach(kernels, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, kernel =>
        {
            try
            {
                ObjectSource[] sources = objects[kernel.Architecture];
                _results[kernel.Name] = sources.Length > 0 ? Load(kernel, sources)
                    : throw new BpfException("load programs on kernel", kernel.Name, null, $"No object is for {kernel.Architecture}.");
            }
            catch (BpfException exception)
            {
                _failures[kernel.Name] = exception;
            }
        });
        return Rows(objects);
    }

    private IReadOnlyList<ObjectResult> Load(KernelChoice kernel, ObjectSource[] sources)
    {
        GuestImage guest = GuestImage.Of(kernel.Architecture);
        return new KernelVerification(KernelImage.Of(kernel), guest, patience).Load(sources);
    }

    private List<ProgramRow> Rows(Dictionary<string, ObjectSource[]> objects)
    {
        List<ProgramRow> rows = [];
        foreach (KernelChoice kernel in kernels.Where(kernel => _results.ContainsKey(kernel.Name)))
        {
            foreach ((ObjectSource source, ObjectResult result) in objects[kernel.Architecture].Zip(_results[kernel.Name]))
            {
                foreach (ProgramResult program in ProgramsOf(result))
                {
                    RowOf(rows, source, program.Program).Add(kernel.Name, program);
                }
            }
        }

        return rows;
    }

    // An object without programs is more likely a mistake than a success.
    private static IEnumerable<ProgramResult> ProgramsOf(ObjectResult result)
    {
        string? error = result.Error ?? (result.Programs.Count == 0 ? "The object has no programs." : null);
        return error is null ? result.Programs : [new ProgramResult("", "", ProgramState.Failed, error)];
    }

    private static ProgramRow RowOf(List<ProgramRow> rows, ObjectSource source, string program)
    {
        ProgramRow? row = rows.Find(row => (row.File, row.Object, row.Program) == (source.Origin, source.Name, program));
        if (row is null)
        {
            row = new ProgramRow(source, program);
            rows.Add(row);
        }

        return row;
    }
}
