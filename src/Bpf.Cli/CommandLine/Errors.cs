using System.CommandLine;
using System.Text.Json;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>Handles the errors that end a command.</summary>
internal static class Errors
{
    private const int Failure = 1;

    /// <summary>Runs a command; a failure produces one message on standard error, or one object with --json, and exit code 1.</summary>
    public static int Guard(bool json, string subject, Func<int> command)
    {
        try
        {
            return command();
        }
        catch (OutputException exception)
        {
            if (exception.ReaderLeft)
            {
                return OutputException.ReaderLeftExitCode;
            }

            Console.Error.WriteLine($"bpf: {exception.Message}");
            return Failure;
        }
        catch (CommandNotFoundException exception)
        {
            Report(json, subject, exception.Message);
            return CommandNotFoundException.ShellExitCode;
        }
        catch (BpfException exception)
        {
            return Report(json, subject, exception.Message, exception);
        }
        catch (Exception exception)
        {
            // A bug in this program. Its stack trace is of no use to users.
            return Report(json, subject,
                $"Unexpected failure ({exception.GetType().Name}): {exception.Message} Please report it, with the file if there is one.");
        }
    }

    private static int Report(bool json, string subject, string message, BpfException? exception = null)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new ErrorReport(subject, message, RefusalReport.Of(exception)), ErrorJson.Default.ErrorReport));
        }
        else if (exception is VerifierException refusal)
        {
            Console.Error.WriteLine($"bpf: {RefusalOutput.Headline(refusal)}");
            RefusalOutput.Write(Console.Error, refusal, "", Terminal.ErrorHasColors);
        }
        else
        {
            Console.Error.WriteLine($"bpf: {message}");
        }

        return Failure;
    }
}
