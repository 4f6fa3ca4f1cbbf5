using System.Net;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Registry;

/// <summary>Says for a person why a registry did not give what it was asked for.</summary>
internal static class RegistryRefusal
{
    public static void ThrowUnlessGiven(RegistryAnswer answer, string what, string registry, string whereCredentialsAre)
    {
        var seen = string.Join(' ', [$"{(int)answer.Status}", .. answer.ErrorCodes().Where(IsCode).Take(1)]);
        switch (answer.Status)
        {
            case HttpStatusCode.OK:
                return;
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                throw new OutsideWorldException(
                    $"{registry} does not let us see {what} ({seen}): it is not there, or the credentials do not " +
                    $"cover it ({whereCredentialsAre})")
                { NeedsPerson = true };
            case HttpStatusCode.NotFound:
                throw new OutsideWorldException(
                    $"{registry} answered {seen} for {what} with {answer.ContentType} that does not say " +
                    "what is unknown: is this a registry?");
            case HttpStatusCode.TooManyRequests:
                throw new OutsideWorldException(
                    $"{registry} was asked too often ({seen}), the last time for {what}{Until(answer)}");
            default:
                throw new OutsideWorldException($"{registry} answered {seen} when asked for {what}{Until(answer)}");
        }
    }

    private static string Until(RegistryAnswer answer) => answer.RetryAfter switch
    {
        { Delta: { } delta } => $"; it wants to be left alone for {delta.TotalSeconds} s",
        { Date: { } date } => $"; it wants to be left alone until {date:u}",
        _ => "",
    };

    private static bool IsCode(string code) =>
        code.Length is > 0 and < 64 && code.All(c => char.IsAsciiLetterUpper(c) || c is '_');
}
