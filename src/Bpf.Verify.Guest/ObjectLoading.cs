using Bpf.Cli;
using Bpf.Objects;
using Bpf.Runtime;
using Bpf.Verify.Guest.Protocol;

namespace Bpf.Verify.Guest;

/// <summary>Loads each program of some objects by itself, so that one that is refused does not hide the others.</summary>
/// <param name="send">Receives the messages.</param>
internal sealed class ObjectLoading(Action<GuestMessage> send)
{
    private readonly string? _configuration = File.Exists(GuestFiles.KernelConfiguration) ? File.ReadAllText(GuestFiles.KernelConfiguration) : null;

    private readonly HashSet<string> _skipped = File.Exists(GuestFiles.Skipped) ? [.. File.ReadLines(GuestFiles.Skipped)] : [];

    /// <summary>Loads the programs of an object.</summary>
    /// <param name="path">Its file.</param>
    public void Load(string path)
    {
        string file = Path.GetFileName(path);
        byte[] bytes = File.ReadAllBytes(path);
        string[] programs;
        try
        {
            using BpfObject bpf = Open(file, bytes);
            programs = [.. bpf.Programs.Select(program => program.Name).Where(name => !_skipped.Contains($"{file} {name}"))];
        }
        catch (BpfException exception)
        {
            send(new GuestMessage(File: file, Object: new ObjectStart([], exception.Message)));
            return;
        }

        send(new GuestMessage(File: file, Object: new ObjectStart([.. programs])));
        foreach (string name in programs)
        {
            send(new GuestMessage(File: file, Start: name));
            send(new GuestMessage(File: file, Result: Load(file, bytes, name)));
        }
    }

    private ProgramResult Load(string file, byte[] bytes, string name)
    {
        using BpfObject bpf = Open(file, bytes);
        BpfProgram chosen = bpf.Programs[name];
        bool isOptional = !chosen.AutoLoad;
        foreach (BpfProgram program in bpf.Programs)
        {
            program.AutoLoad = program == chosen;
        }

        if (Uncheckable.ReasonOf(ObjectDescription.Read(bytes, file), chosen, _configuration is not null) is { } missing)
        {
            return new ProgramResult(name, chosen.SectionName, ProgramState.NotChecked, missing);
        }

        try
        {
            bpf.Load();
            uint? count = chosen.GetInfo().VerifiedInstructions;
            return new ProgramResult(name, chosen.SectionName, ProgramState.Ok, VerifiedInstructions: count > 0 ? count : null);
        }
        catch (BpfException exception)
        {
            return Describe(chosen, exception, isOptional);
        }
        catch (Exception exception)
        {
            // A bug in the loader must not end the machine: the other programs have answers of their own.
            string text = $"Unexpected failure ({exception.GetType().Name}): {exception.Message} Please report it.";
            return new ProgramResult(name, chosen.SectionName, ProgramState.Failed, text);
        }
        finally
        {
            bpf.RemovePins();
        }
    }

    private static ProgramResult Describe(BpfProgram program, BpfException exception, bool isOptional)
    {
        VerifierException? verifier = exception as VerifierException;
        ProgramState state = isOptional ? ProgramState.Optional
            : verifier is not null ? ProgramState.Refused
            : exception is BpfUnsupportedException ? ProgramState.Unsupported
            : Uncheckable.IsModuleNeeded(exception) ? ProgramState.NotChecked
            : ProgramState.Failed;
        string error = state == ProgramState.NotChecked ? $"{exception.Message} {Uncheckable.NoModules}" : exception.Message;
        RefusalText? refusal = verifier is null ? null
            : new RefusalText(RefusalReport.Of(verifier)!, verifier.Render(), verifier.Render(colors: true), verifier.Log);
        return new ProgramResult(program.Name, program.SectionName, state, error, refusal);
    }

    // The name follows a number, which makes it unique.
    private BpfObject Open(string file, byte[] bytes)
        => BpfObject.Open(bytes, file[(file.IndexOf('.') + 1)..], new BpfObjectOptions { KernelConfig = _configuration });
}
